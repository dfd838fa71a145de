"""One file a kind of check, all built from the rule files by `build`; `grammar` talks to LanguageTool."""
