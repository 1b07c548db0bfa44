import { wordSet } from './word-set.ts'

/** Imperatives that with "mir", "mich" or "uns" always ask another person. */
export const ASKED_FOR_ME = wordSet(`
	vertrau vertraue 	sag sage schick schicke schreib schreibe zeig zeige erklär erkläre erzähl erzähle send sende verrat verrate nenn nenne bestätig
	bestätige glaub glaube antwort antworte beschreib beschreibe verzeih verzeihe teil teile leit leite überweis überweise bring
	bringe reich reiche tu ruf lass informier informiere verbind verbinde kontaktier kontaktiere erinner verschon verschone halt
	verarsch verarsche überrasch überrasche entsperr entsperre erstatte erspar erspare stell hör lad lade besorg storniere reservier buch
	buche buchstabier buchstabiere benachrichtige benachrichtig empfang entschuldige korrigiere korrigier unterstütz trag schalt schalte mail maile
	weck bezahl bezahle zahl erlaub erlaube fax faxe
`)
/** The same for several people. */
export const ASKED_FOR_ME_PLURAL = wordSet(`
	sagt schickt schreibt zeigt erklärt erzählt sendet verratet nennt bestätigt glaubt antwortet beschreibt verzeiht teilt leitet
	überweist ruft informiert verbindet kontaktiert erinnert verschont verarscht entsperrt erstattet erspart stellt hört ladet storniert
	reserviert bucht löscht sperrt unterstützt bezahlt zahlt repariert holt tragt schaltet bringt vertraut mailt benachrichtigt entschuldigt korrigiert
`)

/**
 * Verbs of instruction in their long form, which at the start of a clause rather ask than tell what the writer does:
 * "Klicke auf". Short forms ("Klick auf") do so unless they are OF_ONESELF.
 */
export const INSTRUCTING = wordSet(`
	installiere ersetze überquere genieße logge wechsle nutze klicke öffne wähle tippe lösche setze entferne aktiviere deaktiviere trenne folge beachte bedenke starte stoppe unterschreibe
	entschuldige füge lade bewahre behalte besuche probiere versuche gehe ziehe stecke drücke gib scanne notiere vertraue beruhige drehe
	schließe nimm wiederhole überprüfe kontrolliere verwende
`)
/** Verbs that customers use of themselves without "ich", imperative in form; with dich or dir those prove the form. */
export const OF_ONESELF = wordSet(`
	find finde glaub glaube hoff hoffe brauch brauche versteh verstehe wünsch wünsche freu freue danke bitte suche komm komme habe hab
	werd werde warte rufe melde bedank frage denke kenn kenne krieg kriege fühl fühle wunder wundere bekomm bekomme merke meine erwarte
	bleibe lebe wohne liebe überleg überlege hass hasse
`)
/** Short forms that are as often what the writer does: only certain words after them make them imperatives. */
export const OFTEN_MINE = wordSet(`
	hab find glaub hoff brauch versteh wünsch freu komm werd kenn krieg fühl steh sitz lieb wohn würd könnt bekomm häng merk lauf
	wart kündig zahl bezahl verlang erwart bestell forder vermut seh les schlaf ess trink arbeit wunder wart such frag denk geh mach
	hör sag bleib fahr ruf schreib meld schau guck probier versuch test leb rauch
`)
/** Those of them that also ask: "frag nicht", "mach endlich", "geh auf". */
export const ASKING_TOO = wordSet(
	'frag geh mach hör sag bleib fahr ruf schreib schau guck versuch probier denk such test komm',
)
/** Forms that are nouns, too, with a capital at the start of a sentence: "Test läuft", "Frage an euch". */
export const NOUNS_TOO = wordSet(`
	spiel start test fall wechsel kauf streit tipp park rat zahl ruf druck plan teil rede sorge reise suche lüge stelle miete strafe dreh
	feier pass halt stopp schlag lauf trag schlaf handel sitz wag bau folge frage rate ende probe reich wend treff fang scheiß bild
	back koch tanz wunder dank trick stör klatsch fax mail lad wart schutz schreck flieg biet buch befehl speicher
`)
/** Long forms that customers use of themselves even with an object: "Schicke das Gerät zurück". */
export const SENT_BY_ME = wordSet(`
	schicke gebe nehme rufe melde kündige lege hänge schaue komme fange lehne suche höre fahre sende bringe gucke bezahle zahle werde
	bestelle reiche leite drehe wechsle gehe verlange fordere
`)
/** Forms of other words, which are never imperatives. */
export const NEVER_IMPERATIVE = wordSet(
	'mein meine liebe lieb bitte danke hab teil heiß weis acht mal male end außer reich lang',
)
/** The second part of a separable verb: "Komm rein", "Fang an". */
export const PARTICLES = wordSet(`
	herein rein an auf los zu her ab weg zurück vorbei mit dran hin raus heraus daran drauf durch fort weiter aus ein um vor nach
	herunter runter hinzu frei heran bescheid
`)
/** Words after which the writer speaks of himself: "Prüfe gerade selbst". */
export const OF_MY_DOING = wordSet(`
	seit gerade grad schon immer immernoch leider heute morgen gestern gleich selbst selber trotzdem ebenfalls auch weiterhin täglich nämlich
	bereits später lieber daumen vergeblich jetzt mittlerweile inzwischen nie
`)
/** Verbs of states, which are no imperatives: "Geht mal wieder nicht". */
export const STATES = wordSet(`
	geht stimmt klappt passt reicht läuft funktioniert fehlt steht liegt dauert kostet gefällt gehört heißt bedeutet scheint klingt freut ärgert nervt
	wundert interessiert stört lohnt hängt spinnt sitzt fühlt kriegt gilt
`)
/** Verbs that ask several people without a "bitte". */
export const INSTRUCTING_PLURAL = wordSet(`
	macht schaut guckt hört bleibt bringt prüft stellt setzt kümmert schickt repariert behebt löst antwortet entschuldigt ruft sagt zieht
	lernt denkt wartet fragt tut sucht ändert checkt fixt stoppt beendet schämt löscht zahlt kommt entfernt verbessert schreibt
`)
/** Words that follow those verbs when they ask. */
export const INSTRUCTED = wordSet(`
	was es ihn auf dran nach rein hin weiter schneller hinne mein meine meinen daran bescheid einfach gefälligst lieber ruhig zurück an
	endlich kurz zu jemanden jemand
`)
/** Words that show a report about a company or a machine: "Schickt mir dauernd die falsche Rechnung". */
export const SPOKEN_OF = wordSet(
	'immer dauernd ständig jeden jede jedes jedesmal nur nicht nie nichts keine keinen kein leider auch einfach ununterbrochen sogar',
)
/** Verbs of machines, which with mir or mich prove nothing. */
export const DONE_BY_MACHINES = wordSet('zeigt verbindet bucht sendet antwortet stellt löscht sperrt schaltet zahlt')
