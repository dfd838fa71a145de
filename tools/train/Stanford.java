import edu.stanford.nlp.ling.HasWord;
import edu.stanford.nlp.ling.TaggedWord;
import edu.stanford.nlp.ling.Word;
import edu.stanford.nlp.tagger.maxent.MaxentTagger;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Stanford CoreNLP's German tagger: a sentence a line comes in, words divided by tabs, and its tags go out. */
public class Stanford {
    private static final String MODEL = "edu/stanford/nlp/models/pos-tagger/german/german-hgc.tagger";

    public static void main(String[] args) throws Exception {
        MaxentTagger tagger = new MaxentTagger(MODEL);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            List<HasWord> words = new ArrayList<>();
            for (String form : line.split("\t", -1)) {
                words.add(new Word(form));
            }
            List<String> tags = new ArrayList<>();
            for (TaggedWord word : tagger.tagSentence(words)) {
                tags.add(word.tag());
            }
            out.println(String.join("\t", tags));
        }
        out.flush();
    }
}
