import type { PromiseKind } from '#shared/cases/codes.ts'

/** The words by which a clause of ours promises something, and those by which it does not. German and English, in lower case. */

/** Somebody of us, as the one who acts. */
const STAFF =
	'(?:kolleg\\p{L}*|technik\\p{L}*|monteur\\p{L}*|team|fachabteilung|abteilung|buchhaltung|mitarbeiter\\p{L}*|kundendienst|außendienst|service)'
const US = `(?:ich|wir|(?:(?:unser|mein|ein|der|die|das|jemand)\\p{L}{0,2} )(?:aus |von |vom )?(?:unser\\p{L}* )?(?:\\p{L}+ )?${STAFF}|jemand (?:von uns|aus unserem team))`
const YOU = '(?:sie|du|ihr|dich|dir|ihnen|euch)'
const STAFF_EN = '(?:colleagues?|technicians?|engineers?|team|department)'
const WE = `(?:i|we|(?:our|a|my|the|one of our)(?: [a-z]+)? ${STAFF_EN}|someone(?: from [a-z ]+| of us)?|somebody)`
const WILL = `(?:${WE}(?:'ll| will| shall)|(?:${WE}(?: am| are| is)|i'm|we're) (?:going|about) to)`

type Sign = {
	readonly kind: PromiseKind
	readonly pattern: RegExp
	/** It promises only with a time: else it tells what is so, or is done at once. */
	readonly needsTime: boolean
}

/** The edge of a word, of letters with umlauts as well. */
const EDGE = '(?:(?<=[\\p{L}\\d])(?![\\p{L}\\d])|(?<![\\p{L}\\d])(?=[\\p{L}\\d]))'
const anyOf = (...sources: readonly string[]): RegExp =>
	new RegExp(sources.map((source) => `(?:${source.replaceAll('\\b', EDGE)})`).join('|'), 'u')

const sign = (kind: PromiseKind, needsTime: boolean, ...sources: readonly string[]): Sign => ({
	kind,
	needsTime,
	pattern: anyOf(...sources),
})

/** The first that fits says what is promised. */
export const SIGNS: readonly Sign[] = [
	sign(
		'callBack',
		false,
		`\\b${US}\\b.*\\b(?:anrufen|anrufe|anruft|zurückrufen|zurückrufe|zurückruft|durchklingeln)\\b`,
		`\\b(?:rufe?|rufen|ruft|klingle|klingeln|melde|melden)\\b.*\\b(?:zurück|an|durch|telefonisch)\\b`,
		`\\b${YOU} (?:erhalten|erhältst|bekommen|bekommst|kriegst|kriegen)\\b.*\\b(?:rückruf|anruf)`,
		`\\b${WILL}\\b.*\\b(?:call|phone|ring)\\b`,
		'\\b(?:expect|get|receive|have)\\b.*\\b(?:our|a|my) (?:call|phone call)\\b',
	),
	sign(
		'callBack',
		true,
		'\\b(?:rückruf|anruf)\\b.*\\b(?:kommt|erfolgt)\\b|\\b(?:kommt|erfolgt)\\b.*\\b(?:rückruf|anruf)\\b',
		`\\b(?:we're|we are|i'm|i am)\\b.*\\b(?:calling|phoning|ringing)\\b`,
	),
	sign(
		'answer',
		false,
		`\\b(?:komme|kommen|kommt)\\b.*\\bauf ${YOU} zu\\b|\\bsetz\\p{L}+\\b.*\\bin verbindung\\b`,
		'\\bexpect to hear\\b',
	),
	sign(
		'appointment',
		true,
		'\\b(?:technician|engineer)\\b.*\\b(?:comes|is coming|visits)\\b',
		'\\b(?:techniker|technikerin|monteur|monteurin|kolleg\\p{L}+|wir|ich)\\b.*\\b(?:kommt|kommen|komme|vorbei|besucht|besuchen)\\b',
		'\\b(?:kommt|kommen|komme|besucht|ist|sind)\\b.*\\b(?:techniker|technikerin|monteur|monteurin)\\b',
		'\\b(?:techniker|technikerin|monteur|monteurin)\\b.*\\b(?:ist|steht|sind)\\b',
		'\\btermin\\b.*\\b(?:ist|steht|findet)\\b|\\b(?:ist|steht|findet)\\b.*\\btermin\\b',
		'\\b(?:technician|engineer)\\b.*\\b(?:will|is going to)\\b|\\b(?:will|is going to)\\b.*\\b(?:technician|engineer)\\b',
		'\\byour appointment is\\b',
	),
	sign(
		'refund',
		false,
		`\\b${US}\\b.*\\b(?:erstatten?|erstattet|überweisen?|gutschreiben|zurückzahlen|zurücküberweisen)\\b`,
		`\\b(?:erstatten?|überweisen?)\\b.*\\b(?:wir|ich)\\b`,
		'\\bschreiben?\\b.*\\bgut\\b|\\bzahlen?\\b.*\\bzurück\\b',
		`\\b${WILL}\\b.*\\b(?:refund|credit|reimburse|pay)\\b`,
	),
	sign(
		'refund',
		true,
		'\\b(?:wird|werden)\\b.*\\b(?:erstattet|gutgeschrieben|überwiesen|zurückgezahlt|ausgezahlt)\\b',
		`\\b${YOU} (?:hast|haben|habt|erhalten|erhältst|bekommen|bekommst|kriegst)\\b.*\\b(?:geld|gutschrift|erstattung|betrag)\\b`,
		`\\b(?:hast|haben|habt|erhalten|erhältst|bekommen|bekommst|kriegst) ${YOU}\\b.*\\b(?:geld|gutschrift|erstattung|betrag)\\b`,
		'\\bwill be (?:refunded|credited|reimbursed|paid)\\b|\\bwill\\b.*\\b(?:your money|a refund|the refund)\\b',
	),
	sign(
		'correction',
		true,
		`\\b(?:korrigieren?|berichtigen?|beheben|behebe|beseitigen?|reparieren?|stornieren?|entstören?|ändern|ändere|buchen|aktivieren?)\\b.*\\b(?:wir|ich)\\b|\\b${US}\\b.*\\b(?:korrigier\\p{L}+|berichtig\\p{L}+|beheb\\p{L}+|beseitig\\p{L}+|reparier\\p{L}+|stornier\\p{L}+|entstör\\p{L}+|aktivier\\p{L}+)\\b`,
		'\\bschalte[nt]?\\b.*\\bfrei\\b|\\bstelle[n]?\\b.*\\bum\\b',
		'\\b(?:wird|werden|ist|sind)\\b.*\\b(?:korrigiert|berichtigt|behoben|beseitigt|repariert|freigeschaltet|storniert|entstört|umgestellt|aktiviert|angeschlossen)\\b',
		`\\b${WILL}\\b.*\\b(?:fix|correct|repair|restore|activate|cancel|change)\\b`,
		'\\bwill be (?:fixed|corrected|repaired|restored|activated|cancelled|canceled|changed|back)\\b',
	),
	sign(
		'answer',
		false,
		`\\bmelde (?:ich )?mich\\b|\\bmelden (?:wir )?uns\\b|\\b${US}\\b.*\\bmeldet sich\\b|\\bmeldet (?:man )?sich\\b.*\\b(?:${US}|bei (?:ihnen|dir|euch))\\b|\\bwir\\b.*\\buns\\b.*\\bmelden\\b|\\bich\\b.*\\bmich\\b.*\\bmelden?\\b`,
		'\\b(?:hören|hörst|hört)\\b.*\\bvon (?:uns|mir)\\b|\\bvon (?:uns|mir)\\b.*\\bhören\\b',
		'\\b(?:gebe|geben|gibt|sage?|sagen|sagt)\\b.*\\b(?:bescheid|rückmeldung|nachricht)\\b',
		`\\b(?:${YOU} )?(?:erhalten|erhältst|bekommen|bekommst|kriegst|kriegen|hast|haben) (?:${YOU}\\b)?.*\\b(?:antwort|rückmeldung|bescheid|nachricht|update)\\b.*\\bvon (?:uns|mir)\\b`,
		`\\b(?:informiere|informieren|benachrichtige|benachrichtigen|kontaktiere|kontaktieren|unterrichte|unterrichten)\\b`,
		'\\bhalten?\\b.*\\bauf dem laufenden\\b',
		`\\b${WILL}\\b.*\\b(?:get back|come back to you|be in touch|be in contact|let you know|keep you|update you|inform you|contact you|reply|answer|respond|write to you|follow up|hear|text you|message you)\\b`,
		"\\byou(?:'ll| will)\\b.*\\bhear (?:back )?from (?:us|me|my|our)\\b|\\b(?:keep|keeping) you (?:posted|updated|informed)\\b",
	),
	sign(
		'answer',
		true,
		`\\b${YOU}\\b.*\\b(?:erhalten|erhältst|bekommen|bekommst|kriegst|kriegen|hast|haben)\\b.*\\b(?:antwort|rückmeldung|bescheid|nachricht|update)\\b`,
		`\\b(?:erhalten|erhältst|bekommen|bekommst|kriegst|kriegen|hast|haben) ${YOU}\\b.*\\b(?:antwort|rückmeldung|bescheid|nachricht|update)\\b`,
		'\\b(?:wird|werden)\\b.*\\b(?:kontaktiert|informiert|benachrichtigt|beantwortet)\\b',
		`\\b${US}\\b.*\\b(?:antworte[nt]?|schreibe[nt]?)\\b|\\b(?:antworte|antworten|schreibe|schreiben) (?:ich|wir)\\b`,
		"\\byou(?:'ll| will)\\b.*\\b(?:receive|get|have)\\b.*\\b(?:reply|answer|response|update|message)\\b",
		`\\b(?:we're|we are|i'm|i am)\\b.*\\b(?:getting back|replying|writing)\\b`,
	),
	sign(
		'other',
		true,
		`\\b${US}\\b.*\\b(?:schicke[nt]?|sende[nt]?|kümmer[en]+|kläre[nt]?|klären|erledige[nt]?|prüfe[nt]?|veranlasse[nt]?|mache[nt]?|liefer[nt]|zuschicken|zusenden)\\b`,
		'\\b(?:schicke|schicken|sende|senden|kümmere|kümmern|kläre|klären|erledige|erledigen|prüfe|prüfen|veranlasse|veranlassen|mache|machen) (?:ich|wir)\\b',
		'\\b(?:ist|sind|wird|werden)\\b.*\\b(?:erledigt|geklärt|verschickt|zugeschickt|geliefert|zugestellt)\\b',
		`\\b${WILL}\\b.*\\b(?:send|check|sort|take care|deal with|arrange|deliver)\\b`,
		'\\bwill be (?:sent|delivered|done|sorted|settled)\\b',
	),
	// With a date, whatever we do, whatever they get and whatever is done to what is theirs.
	sign('refund', false, `\\b${YOU}\\b.*\\b(?:gutschrift|erstattung)\\b.*\\bnächsten rechnung\\b`),
	sign('refund', true, `\\byou(?:'ll| will)\\b.*\\b(?:refund|money|credit)\\b`),
	sign(
		'answer',
		true,
		`\\b${YOU}\\b.*\\b(?:eine|die|ihre|deine) (?:mail|e-mail|lösung|info\\p{L}*)\\b`,
		"\\byou(?:'ll| will)\\b.*\\b(?:solution|news|e-?mail|information)\\b",
	),
	sign(
		'other',
		true,
		`\\b${US}\\b`,
		'\\b(?:spätestens|at the latest)\\b|\\bbis\\b.*\\bzurück\\b|\\bbis\\b.*\\b(?:vom tisch|in ordnung)\\b',
		'(?:^|\\b(?:kommt|kommen) )(?:ihr|dein|euer|eur)\\p{L}{0,2} \\p{L}+.*\\b(?:kommt|kommen|bis)\\b',
		'(?:^|\\b(?:ist|sind|liegt|kommt|kommen|geht) )(?:ihr|dein|euer|eur)\\p{L}{0,2} \\p{L}+.*\\b(?:auf|in|bei)\\b',
		`\\b(?:${WE} are|${WE} am|we're|i'm)\\b.*\\p{L}ing\\b`,
		'\\b(?:ships|arrives|comes|goes out)\\b',
		`\\b(?:erhalten|erhältst|bekommen|bekommst|bekommt|kriegst|kriegen|erfahren|erfährst)\\b.*\\b${YOU}\\b|\\b${YOU}\\b.*\\b(?:erhalten|erhältst|bekommen|bekommst|bekommt|kriegst|kriegen|erfahren|erfährst)\\b`,
		'\\b(?:wird|werden)\\b.*\\b\\p{L}*(?:ge\\p{L}{2,}(?:t|en)|iert|schickt|stellt|setzt|ledigt|legt|tauscht)$',
		'\\b(?:geht|gehen|läuft|laufen|funktioniert|funktionieren|ist|sind|steht)\\b.*\\b(?:wieder|bei (?:ihnen|dir|euch)|da|fertig)\\b',
		`\\b${WILL}\\b`,
		"\\byou(?:'ll| will)\\b.*\\b(?:get|receive|have)\\b",
		'\\bwill\\b|\\b(?:we|i) promise\\b',
	),
]

/** What takes the promise out of a clause: a no, a may, a perhaps, what was, and what always is. */
export const NO_PROMISE = anyOf(
	"\\b(?:nicht|nichts|kein\\p{L}*|nie|niemals|niemand\\p{L}*|not|never|cannot|nobody)\\b|n't\\b",
	'\\b(?:kann|kannst|können|könnt|könnte\\p{L}*|würde\\p{L}*|möchte\\p{L}*|dürfe?n?|darf|sollen?|sollte\\p{L}*|müsse?n?|müsste\\p{L}*|woll\\p{L}*|versuche\\p{L}*|hoffe\\p{L}*)\\b',
	// When somebody is there, and what is only polite.
	'\\bfür (?:sie|dich|euch) da\\b|\\b(?:erreichbar|erreich\\p{L}*|geöffnet|geschlossen|open|opens|closed|closes|reach (?:us|me)|freu\\p{L}*|wünsch\\p{L}*|daumen|danke\\p{L}*|dank|zeit|frist|eines monats|des monats|monatlich|tarif\\p{L}*|thanks|wish|look forward|looking forward|find)\\b',
	'\\b(?:vielleicht|eventuell|wahrscheinlich|vermutlich|möglicherweise|perhaps|maybe|probably|possibly)\\b',
	'\\b(?:can|could|would|might|(?<!\\d )may(?! \\d)|should|must|try|trying|hope|hoping|happy to|glad to|want|like to)\\b',
	'\\b(?:war|waren|warst|was|were)\\b|\\bvom \\d|\\b(?:sehe|finde|verstehe|weiß|glaube) ich\\b|\\bich (?:sehe|finde|verstehe|weiß|glaube)\\b',
	'\\b(?:(?:wir|ich) haben?|haben? (?:wir|ich))\\b.*\\b(?:\\p{L}*ge\\p{L}{2,}|(?:er|be|ver|ent|über)\\p{L}{2,}|\\p{L}+ier)(?:t|en)$',
	'\\b\\p{L}*ge\\p{L}{2,}(?:t|en) (?:haben?|hatten?|hat|sind|ist|bin)$',
	'\\b(?:hat|has)\\b.*(?:t|en|ed)$',
	'\\b(?:hatte|hatten|hattest|had)\\b',
	'\\b(?:gestern|vorgestern|vorhin|damals|letzte[nrs]?|yesterday|ago|last)\\b',
	'\\b(?:immer|stets|täglich|normalerweise|üblicherweise|grundsätzlich|meist\\p{L}*|regel|jede[nrsm]?|(?:mon|diens|donners|frei|sams|sonn|werk)tags|mittwochs|usually|always|normally|generally|every|typically)\\b',
	'\\b(?:haben?|hatte\\p{L}*|hat|bin|war\\p{L}*|wurde\\p{L}*|has|have|had|was|were)\\b.*\\b(?:\\p{L}*ge\\p{L}{3,}(?:t|en)|informiert|kontaktiert|erstattet|erreicht|called|written|sent|told)\\b',
)

/** Somebody of us acts in it. */
export const HAS_US = anyOf(`\\b${US}\\b`)
export const HAS_WE = anyOf(`\\b${WILL}\\b`)

/** What is so at a date without us, and is said of offers, contracts, opening hours and what was. */
export const OF_OTHERS = anyOf(
	'\\b(?:angebot\\p{L}*|aktion|rabatt\\p{L}*|shops?|laden|hotline|feierabend|wartung|urlaub|feiertag|vertragsende|kündigung\\p{L}*|offer|discount|contract|shop|office|holiday|records)\\b',
	'\\b(?:ende|endet|enden|gilt|gelten|verfällt|verfallen|beginnt|heißt|bedeutet|ends|starts|begins|expires|applies|means|shows)|\\bläuft (?:noch )?bis\\b',
	'\\b(?:seit|ab|vom|since|from)\\b|\\bvon (?:heute|gestern|\\d)',
	'\\b(?:ist|sind)\\b.*\\b(?:ausgefallen|gekommen|gegangen|passiert|gewesen|angekommen|eingegangen|erschienen)\\b',
	'\\b(?:haben|habe|have)\\b.*(?:t|en|ed)$',
	'^(?:sie|du|you)\\b|^ihr (?:habt|seid|bekommt|könnt|müsst|geht|kommt|seht|findet)\\b|\\b\\p{L}+(?:en|st|t) (?:sie|du|ihr)\\b|\\b(?:dass|that) (?:sie|du|ihr|you)\\b|\\b(?:the|what|as) you\\b',
	'^(?:bis|schönen?|guten|gute|viel\\p{L}*|have a|see you|until|till)(?: \\p{L}+){0,3}$',
	'^(?:das|this|that) (?:ist|is)\\b',
)
/** A verb that is not a request. */
export const SAYS = anyOf(
	'\\b(?:ist|sind|wird|werden|geht|gehen|kommt|kommen|läuft|liegt|steht|funktioniert|klappt|folgt|folgen|trifft|erreicht|erhält|bekommt|will|is|are)\\b',
	'\\b(?:ihr|dein|euer|eur|unser|der|die|das|ein)\\p{L}{0,2} \\p{L}+(?: \\p{L}+)? \\p{L}{2,}t\\b',
)
