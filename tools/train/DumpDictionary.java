import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.io.PrintStream;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;

/** Prints LanguageTool's German full-form dictionary: form, lemma, tag, divided by tabs. */
public class DumpDictionary {
    public static void main(String[] args) throws Exception {
        URL url = DumpDictionary.class.getResource("/org/languagetool/resource/de/german.dict");
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (WordData entry : new DictionaryLookup(Dictionary.read(url))) {
            out.println(entry.getWord() + "\t" + entry.getStem() + "\t" + entry.getTag());
        }
        out.flush();
    }
}
