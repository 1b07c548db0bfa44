import type { Sighting } from './span.ts'

const CODES =
	'(?:super-?|sim-?|sms-?|telefon-?|karten-?|service-?|online-?|mail-?)?(?:pin|puk|tan)[12]?|geheimzahl|persönliche[sr]? code|zugangs-?(?:code|zahl)|(?:sicherheits|bestätigungs|aktivierungs|freischalt|prüf|verifizierungs|einmal|geheim|otp|sms)-?(?:code|nummer|zahl|ziffer)|persönliche identifikation(?:snummer)?|cvv|cvc|(?:security|access|verification) code'
const WORDS = String.raw`(?:passwort|kennwort|passphrase|netzwerkschlüssel|(?:wlan|wpa2?)-?(?:schlüssel|key|code)|(?<!\p{L})(?:passw|pw|pwd|password|passcode|sicherheitsfrage))`
const IS = String.raw`(?:[\s:=#„"'»(\[–-]|(?:ist|lautet|war|heißt|is|was|nun|jetzt|also|die|der|das|nr|nummer|übrigens|neu|neue|neues|weiterhin|noch|für|dein|deine|ihr|ihre|konto|sim|karte)(?![\p{L}\d])){1,10}?`

const CODE = new RegExp(
	String.raw`(?<![\p{L}\d])(?:${CODES})(?![\p{L}\d])${IS}(?<value>(?:[a-z]{1,2}-)?\d{3,12}(?:[ -]\d{2,8}){0,3})(?! ?-?(?:stellig|mal|ziffern|stellen|versuche|zeichen|€|euro|uhr|sekunden|minuten|tage|stunden)|[.:,]\d|\d)`,
	'dgiu',
)
const CODE_BEHIND = new RegExp(
	String.raw`(?<![\p{L}\d.,])(?<value>\d{4,8}) (?:ist|lautet|als) (?:die|deine|ihre|meine|unsere|der|dein|ihr) (?:neue[rn]? )?(?:${CODES})(?![\p{L}\d])`,
	'dgiu',
)
/** A word with a digit or a sign in it. */
const MIXED = new RegExp(
	String.raw`${WORDS}(?![\p{L}\d])${IS}(?<value>(?=[^\s"“”«»']{0,30}[\d!$%&*+#@_?§=])(?![\d.,]{1,8}(?:\s|$))[^\s"“”«»']{4,60})`,
	'dgiu',
)
const NUMERIC = new RegExp(
	String.raw`${WORDS}(?![\p{L}\d])(?:\s?[:=]\s?| (?:ist|lautet|war|heißt):? )["„']?(?<value>\d{4,20})(?! ?(?:zeichen|stellen|mal|tage|ziffern)|[.,:]\d|\d)`,
	'dgiu',
)
/** A plain word: only where a sentence can hardly go on otherwise. */
const PLAIN = new RegExp(
	String.raw`${WORDS}(?![\p{L}\d])(?:\s?[:=]\s?["„']?| (?:lautet|heißt):? ["„']?|\s?:? ?["„'»])(?!(?:bitte|nie|niemals|nicht|immer|wie|wo|was|ja|nein|leider|nun|ab|falsch|gesperrt|vergessen|zurücksetzen|ändern|neu|ok|erledigt|fertig|geheim|hier|dort|dann|siehe|gern|gerne|danke|noch|auf|im|in|per|nur)(?!\p{L}))(?<value>[\p{L}][\p{L}\d_-]{3,30})(?=["“”'«»]|[.,;!)]?(?:\s*$|\s*\n|\s*\^|[.,;!] ))`,
	'dgiu',
)

/** A link or a mask after the word is not what opens anything. */
const isValue = (value: string): boolean =>
	!/^(?:https?:|www\.|\^|\ue000|@)/i.test(value) && !/^[\p{L}-]+[.?!,:]*$/u.test(value)

const all = (view: string, pattern: RegExp, accepts: (value: string) => boolean): readonly Sighting[] =>
	Array.from(view.matchAll(pattern)).flatMap(({ indices }): readonly Sighting[] => {
		const [from, to] = indices?.groups?.value ?? [0, 0]
		const written = view.slice(from, to).replace(/[.,;:)]+$/, '')
		return accepts(written) ? [{ kind: 'secret', from, to: from + written.length }] : []
	})

/** PINs, PUKs, TANs, passwords and the like that are called so. */
export const secretsIn = (view: string): readonly Sighting[] => [
	...all(view, CODE, () => true),
	...all(view, CODE_BEHIND, () => true),
	...all(view, MIXED, isValue),
	...all(view, NUMERIC, () => true),
	...all(view, PLAIN, (value) => !value.includes('\ue000')),
]
