import { wordSet } from './word-set.ts'

/** Words before the verb of a request or question that leave it the first of its clause. */
export const OPENERS = wordSet(`
	bitte bidde büdde dann jetzt jz und oder also aber so hey hi hallo moin na ja nein nee ok okay ach och sorry moment erst zuerst danach
	nun pls please plz komm los einfach doch denn tja hm hmm ey mensch leute danke servus team telekom tag guten herr frau nochmal
`)

/** Question words, after which verb and subject may follow ("warum antworten sie"). */
export const ASKING = wordSet(
	'wann wie warum was wo wieso weshalb woher wohin wen wem wer welche welcher welches welchen wofür womit worauf wozu wieviel warum weswegen',
)

/** Words that open a subordinate clause, whose verb is its last word. */
export const SUBORDINATING = wordSet(
	'ob dass daß wenn weil wie wann warum wieso was wo falls bis damit da obwohl als bevor nachdem sobald solange seit seitdem die den das wer wen weshalb woher welche welchen',
)

/** Words that follow a pronoun but not a possessive: "ihr das", unlike "ihr Handy". */
export const FUNCTION_WORDS = wordSet(`
	der die das den dem des ein eine einen einem einer es ihn mich mir uns euch sich sie er man mal bitte denn eigentlich nicht nix nichts noch
	auch immer jetzt heute morgen gestern schon so nur doch ja wohl was wer wann wie wo warum da dann hier dort in im an am auf aus bei mit
	nach von vom zu zum zur für ohne um über unter gegen durch vor seit bis ab mein meine meinen meinem meiner kein keine keinen dazu daran darauf davon
	damit dafür dagegen dabei überhaupt endlich wieder wirklich echt ernsthaft etwa eben halt gerade grad nochmal vielleicht alle alles beide
	beiden selbst selber lieber gerne gern sowas etwas einfach nie niemals ständig dauernd langsam bald gleich sofort zu als ob dass wenn weil
	und oder aber euer eure euren eurem eurer unser unsere unseren viel viele irgendwie irgendwann grundsätzlich trotzdem sicher a ne n nen
	samstags sonntags montags morgens abends nachts rechtzeitig ganz tatsächlich offenbar
`)

/** Subjects other than us, with which a verb is no imperative. */
export const OTHER_SUBJECTS = wordSet(
	'er es man jemand niemand keiner wer einer irgendwer irgendjemand denn sich ich wir i',
)

/** Words of the writer about themselves. */
export const FIRST_PERSON = wordSet(
	'ich i mich mir mein meine meinen meinem meiner meines wir uns unser unsere unseren',
)
export const ME = wordSet('mir mich uns mi ma')
export const PLEASE = wordSet('bitte bidde büdde mal ma')

/** Verbs of the third person singular: "sie ist" is no address. */
export const SINGULAR_VERBS = wordSet(
	'ist hat war wird kann will soll muss darf mag weiß hatte hätte wäre würde wurde könnte konnte sollte wollte musste müsste möchte sagt sagte meint meinte macht geht kommt ruft schreibt wartet braucht wohnt hieß heißt bekommt bekam versteht braucht sei findet',
)

/** Nouns for what is ours or of third persons: after a small "ihr" they show the possessive. */
export const THEIRS = wordSet(`
	service kundenservice kundendienst hotline support shop laden seite website webseite app techniker mitarbeiter mitarbeiterin kollege
	kollegin kollegen firma unternehmen hilfe antwort netz rückruf rückmeldung rechnung schreiben brief mail email nachricht team tarif anruf
	vorgesetzter chef system störung router produkt leistung werbung bemühungen geduld verständnis angebot sohn tochter mann frau kind handy internet chat anschrift kundennummer adresse ernst
`)
