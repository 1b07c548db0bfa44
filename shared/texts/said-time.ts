import type { NamedTime } from '#shared/calendar/named-time.ts'

/** Reads when something is to happen from a German or English clause in lower case: the latest moment that it names. */

const NUMBERS: Readonly<Record<string, number>> = {
	ein: 1,
	eine: 1,
	eines: 1,
	einer: 1,
	einem: 1,
	einen: 1,
	one: 1,
	an: 1,
	a: 1,
	zwei: 2,
	two: 2,
	drei: 3,
	three: 3,
	vier: 4,
	four: 4,
	fünf: 5,
	five: 5,
	sechs: 6,
	six: 6,
	sieben: 7,
	seven: 7,
	acht: 8,
	eight: 8,
	neun: 9,
	nine: 9,
	zehn: 10,
	ten: 10,
	zwölf: 12,
	twelve: 12,
	vierundzwanzig: 24,
}
const NUMBER = `\\d{1,3}|${Object.keys(NUMBERS).join('|')}`
const numberOf = (said: string): number => NUMBERS[said] ?? Number(said)

const WEEKDAYS: readonly (readonly [name: RegExp, weekday: number])[] = [
	[/\b(montag|monday)/, 1],
	[/\b(dienstag|tuesday)/, 2],
	[/\b(mittwoch|wednesday)/, 3],
	[/\b(donnerstag|thursday)/, 4],
	[/\b(freitag|friday)/, 5],
	[/\b(samstag|sonnabend|saturday)/, 6],
	[/\b(sonntag|sunday)/, 7],
]
const MONTHS: readonly RegExp[] = [
	/^jan/,
	/^feb/,
	/^mär|^mar|^mrz/,
	/^apr/,
	/^mai|^may/,
	/^jun/,
	/^jul/,
	/^aug/,
	/^sep/,
	/^o[kc]t/,
	/^nov/,
	/^de[zc]/,
]
const monthOf = (name: string): number => MONTHS.findIndex((month) => month.test(name)) + 1

/** The parts of a day, by the minute at which they are over. */
const PARTS: readonly (readonly [name: RegExp, minutes: number])[] = [
	[/mittag\b(?<!(vor|nach)mittag)|\bnoon\b|\bmidday\b/, 13 * 60],
	[/\bfrüh\b|morgens\b|vormittag|(tomorrow|this|day) morning\b/, 12 * 60],
	[/nachmittag|\bafternoon\b/, 17 * 60],
	[/abend|\bevening\b|\btonight\b/, 20 * 60],
]

const HALF_DAY = 12 * 60
/** Nobody promises anything for the small hours: 3 o'clock is in the afternoon. */
const DAY_BEGINS = 7 * 60

const clockOf = (hour: string | undefined, minutes: string | undefined, half: string | undefined): number => {
	const at = Number(hour) * 60 + Number(minutes ?? 0)
	if (half === 'pm') return at < HALF_DAY ? at + HALF_DAY : at
	if (half === 'am') return at
	return at < DAY_BEGINS && minutes === undefined ? at + HALF_DAY : at
}

const CLOCKS: readonly RegExp[] = [
	/\b(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)\b/g,
	/\b(\d{1,2})(?:[:.](\d{2}))? ?(?:uhr|h\b|o'clock)/g,
	/\b(\d{1,2}):(\d{2})\b/g,
	/\b(?:um|gegen|at|between \d{1,2} and) (\d{1,2})\b(?![.:%€]|\d| ?euro)/g,
]

/** The last time of the clock in it: of "zwischen 8 und 12 Uhr" the end. */
const minutesIn = (clause: string): number | undefined => {
	for (const pattern of CLOCKS) {
		const last = [...clause.matchAll(pattern)].at(-1)
		if (last === undefined) continue
		const minutes = clockOf(last[1], last[2], last[3])
		if (minutes <= 24 * 60) return minutes
	}
	return PARTS.find(([name]) => name.test(clause))?.[1]
}

const MINUTES_OF: readonly (readonly [unit: RegExp, minutes: number])[] = [
	[/^minute/, 1],
	[/^(stunde|hour)/, 60],
]

const AFTER = new RegExp(
	`\\b(?:in(?:nerhalb)?|binnen|within|after)(?: von| der| den| the)?(?: nächsten| kommenden| next)? (${NUMBER}) (minuten?|minutes?|stunden?|hours?|werktage?[ns]?|arbeitstage?[ns]?|(?:working|business) days?|tage?[ns]?|days?|wochen?|weeks?)\\b`,
)

const afterIn = (clause: string): NamedTime | undefined => {
	const [, said = '', unit = ''] = AFTER.exec(clause) ?? []
	if (unit === '') return undefined
	const count = numberOf(said)
	const minutes = MINUTES_OF.find(([name]) => name.test(unit))?.[1]
	if (minutes !== undefined) return { kind: 'after', minutes: count * minutes }
	if (/^(werk|arbeits|working|business)/.test(unit)) return { kind: 'serviceDays', days: count }
	return { kind: 'at', day: { kind: 'in', days: /^w/.test(unit) ? count * 7 : count }, minutes: minutesIn(clause) }
}

type NamedDay = NonNullable<Extract<NamedTime, { readonly kind: 'at' }>['day']>

const dateIn = (clause: string): NamedDay | undefined => {
	const [, date, month] = /\b(\d{1,2})\.(\d{1,2})\b(?!\.?\d? ?uhr)/.exec(clause) ?? []
	if (date !== undefined) return checked(Number(month), Number(date))
	const [, day, name = ''] =
		/\b(\d{1,2})(?:\.|st|nd|rd|th)?(?: of)? (jan|feb|mär|mar|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)/.exec(
			clause,
		) ?? []
	if (day !== undefined) return checked(monthOf(name), Number(day))
	const [, english = '', ordinal] =
		/\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})\b/.exec(clause) ?? []
	return ordinal === undefined ? undefined : checked(monthOf(english), Number(ordinal))
}

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const checked = (month: number, date: number): NamedDay | undefined =>
	date >= 1 && date <= (DAYS_OF_MONTH[month - 1] ?? 0) ? { kind: 'date', month, date } : undefined

const NEXT_WEEK = /(nächste[rn]?|kommende[rn]?) woche|next week/
const END_OF_WEEK =
	/(ende|verlauf|laufe) (der|dieser|des) woche|diese woche|(end of|by the end of) (the|this) week|this week/

const dayIn = (clause: string): NamedDay | undefined => {
	const weekday = WEEKDAYS.find(([name]) => name.test(clause))?.[1]
	if (weekday !== undefined) {
		const isNext = /(nächste[rn]?|next) (mon|dien|mitt|don|frei|sam|sonn|tue|wed|thu|fri|sat|sun)/.test(clause)
		return { kind: 'weekday', weekday, weeks: NEXT_WEEK.test(clause) || isNext ? 1 : 0 }
	}
	if (/monatsende|ende (des|dieses) monats|end of (the|this) month/.test(clause)) return { kind: 'monthEnd' }
	if (/übermorgen|day after tomorrow/.test(clause)) return { kind: 'in', days: 2 }
	if (
		/\b(heute|today|tonight|this (morning|afternoon|evening))\b|(laufe|ende) des tages|end of (the )?day/.test(clause)
	)
		return { kind: 'in', days: 0 }
	if (/\bmorgen(mittag|nachmittag|vormittag|abend)?\b(?<!guten morgen)|\btomorrow\b/.test(clause))
		return { kind: 'in', days: 1 }
	if (NEXT_WEEK.test(clause)) return { kind: 'weekEnd', weeks: 1 }
	return END_OF_WEEK.test(clause) ? { kind: 'weekEnd', weeks: 0 } : undefined
}

/** Returns the time that a clause names; undefined where it names none. */
export const saidTime = (clause: string): NamedTime | undefined => {
	const after = afterIn(clause)
	if (after !== undefined) return after
	const day = dateIn(clause) ?? dayIn(clause)
	const minutes = minutesIn(clause)
	return day === undefined && minutes === undefined ? undefined : { kind: 'at', day, minutes }
}
