import type { Sighting } from './span.ts'

const MONTHS =
	'jan(?:uar)?|jänner|feb(?:ruar)?|märz|maerz|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?|january|february|march|may|june|july|october|december'
const DATE = String.raw`(?:\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\.? ?(?:${MONTHS})\.?,? ?(?:(?:19|20)?\d\d)?|(?:${MONTHS}) \d{1,2},? (?:19|20)\d\d|\d{2} \d{2} (?:19|20)?\d\d|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)`
const LABEL = String.raw`geb(?:\.|oren(?:e[rn]?)?)?|geb[.-]{0,2}(?:datum|dat\.?|tag)|geburts(?:datum|dat\.?|tag)|geburtstage?s?|date of birth|dob|birthday|birth ?date|born`
const FILLER = String.raw`(?:[\s:=,;("„–/-]|(?:am|ist|der|den|lautet|war|vom|on|is|the|mit|dem|und|dein|ihr|hast|du|haben|sie|noch|also)(?![\p{L}])){0,8}?`

const BEHIND_LABEL = new RegExp(String.raw`(?<!\p{L})(?:${LABEL})(?!\p{L})${FILLER}(?<value>${DATE})(?!\d)`, 'dgiu')
const BEFORE_LABEL = new RegExp(
	String.raw`(?<![\d.])(?<value>${DATE})[ ,("]{1,3}(?:(?:ist|als|war|dein|ihr|das|hinterlegtes?|richtige[sn]?) ){0,4}(?:geb\.|geboren|geburtsdatum|geburtstag)(?!\p{L})`,
	'dgiu',
)
const STAR = /(?<![\p{L}\d*])\* ?(?<value>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?!\d)/dgiu
/** The company has birthdays too. */
const FESTIVE = /(?:feier|jahre|\d\.|unser(?:e[nmrs]?)?) *(?:firmen)?geburtstag\p{L}*.{0,30}$/iu

/** Dates of birth that are called so. */
export const birthDatesIn = (view: string): readonly Sighting[] =>
	[BEHIND_LABEL, BEFORE_LABEL, STAR].flatMap((pattern) =>
		Array.from(view.matchAll(pattern)).flatMap(({ indices }): readonly Sighting[] => {
			const [from, to] = indices?.groups?.value ?? [0, 0]
			if (FESTIVE.test(view.slice(Math.max(0, from - 60), from))) return []
			return [{ kind: 'birthDate', from, to: from + view.slice(from, to).trimEnd().length }]
		}),
	)
