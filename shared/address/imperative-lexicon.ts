import { wordSet } from './word-set.ts'

/** Who says these with "mir", "mich" or "uns" after them asks somebody else: nobody sends himself something. */
export const ASKED_FOR_ME = wordSet(`
	sag sage schick schicke schreib schreibe zeig zeige erklär erkläre erzähl erzähle send sende verrat verrate nenn nenne bestätig
	bestätige glaub glaube antwort antworte beschreib beschreibe verzeih verzeihe teil teile leit leite überweis überweise bring
	bringe reich reiche tu ruf lass informier informiere verbind verbinde kontaktier kontaktiere erinner verschon verschone halt
	verarsch verarsche überrasch überrasche entsperr entsperre erstatte erspar erspare stell hör lad lade besorg storniere reservier buch
	buche buchstabier buchstabiere benachrichtige benachrichtig empfang entschuldige korrigiere korrigier unterstütz trag schalt schalte mail maile
	weck bezahl bezahle zahl erlaub erlaube fax faxe
`)
/** The same to several people. */
export const ASKED_FOR_ME_PLURAL = wordSet(`
	sagt schickt schreibt zeigt erklärt erzählt sendet verratet nennt bestätigt glaubt antwortet beschreibt verzeiht teilt leitet
	überweist ruft informiert verbindet kontaktiert erinnert verschont verarscht entsperrt erstattet erspart stellt hört ladet storniert
	reserviert bucht löscht sperrt unterstützt bezahlt zahlt repariert holt tragt schaltet mailt benachrichtigt entschuldigt korrigiert
`)

/** Verbs of instruction: alone at the start of a clause they rather ask than tell what the writer does. */
export const INSTRUCTING = wordSet(`
	drück klick klicke öffn öffne wähl wähle tipp tippe lösch lösche stell setz setze zieh steck leg entfern entferne aktivier aktiviere
	deaktivier deaktiviere trenn trenne folg folge beacht beachte bedenk bedenke bleib frag geh hör grüß genieß schau schau guck lass sag mach
	ruf versuch probier prüf überprüf kontrollier check start starte notier trag füll scann nutz verwend vermeid gib wiederhol
	google les such denk nenn merk gönn erzähl erklär beschreib meld lach stopp stoppe beruhig sprich red schick schreib zeig vergleich
	druck unterschreib unterschreibe entschuldige entschuldig verzeih tu lauf halt fahr nehm trink iss schlaf probiere spar zahl
	kauf bring hol wart warte ändere änder kündige bestell verlang erwart stell wechsle wechsel versetz verlass feier verpass
`)
/** Verbs that customers use of themselves with "ich" left out, imperative in form: only with dich or dir, which prove by themselves. */
export const OF_ONESELF = wordSet(`
	find finde glaub glaube hoff hoffe brauch brauche versteh verstehe wünsch wünsche freu freue danke bitte suche komm komme habe hab
	werd werde warte rufe melde bedank frage denke kenn kenne krieg kriege fühl fühle wunder wundere bekomm bekomme merke meine erwarte
	bleibe lebe wohne liebe überleg überlege
`)
/** After these the writer speaks of himself: "Prüfe gerade selbst". */
export const OF_MY_DOING = wordSet(`
	seit gerade grad schon immer immernoch leider heute morgen gestern gleich selbst selber trotzdem ebenfalls auch weiterhin täglich nämlich
	bereits später lieber daumen vergeblich jetzt mittlerweile inzwischen nie
`)
/** Nothing follows them in an imperative: those are states. "Geht mal wieder nicht". */
export const STATES = wordSet(`
	geht stimmt klappt passt reicht läuft funktioniert fehlt steht liegt dauert kostet gefällt gehört heißt bedeutet scheint klingt freut ärgert nervt
	wundert interessiert stört lohnt hängt spinnt sitzt fühlt kriegt gilt
`)
/** What several people are asked to do without a "bitte", and what follows then. */
export const INSTRUCTING_PLURAL = wordSet(`
	macht schaut guckt hört bleibt bringt prüft stellt setzt kümmert schickt repariert behebt löst antwortet entschuldigt ruft sagt zieht
	lernt denkt wartet fragt tut sucht ändert checkt stoppt beendet schämt löscht zahlt kommt entfernt verbessert schreibt
`)
export const INSTRUCTED = wordSet(`
	was das es ihn auf dran nach rein hin weiter schneller hinne die den einen mein meine meinen daran bescheid doch
	nicht einfach gefälligst lieber halt ruhig zurück an endlich kurz zu
`)
