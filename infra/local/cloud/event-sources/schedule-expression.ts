const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const SEARCH_DAYS = 366 * 5

type Matches = (value: number) => boolean

/** One field of a cron expression; names count from 1. Throws on L, W, # and whatever else it does not know. */
const parseField = (field: string, lowest: number, highest: number, names: readonly string[] = []): Matches => {
	const numberOf = (text: string): number => {
		const value = names.includes(text.toUpperCase()) ? names.indexOf(text.toUpperCase()) + 1 : Number(text)
		if (Number.isInteger(value) && value >= lowest && value <= highest) return value
		throw new Error(`Unknown value in a cron expression: ${field}`)
	}
	const parsePart = (part: string): Matches => {
		const [range = '', step] = part.split('/')
		const every = step === undefined ? 1 : Number(step)
		if (!(Number.isInteger(every) && every > 0)) throw new Error(`Unknown step in a cron expression: ${field}`)
		const isAny = range === '*' || range === '?'
		const [from = '', to] = range.split('-')
		const first = isAny ? lowest : numberOf(from)
		const last = isAny || (to === undefined && step !== undefined) ? highest : to === undefined ? first : numberOf(to)
		return (value) => value >= first && value <= last && (value - first) % every === 0
	}
	const parts = field.split(',').map(parsePart)
	return (value) => parts.some((matches) => matches(value))
}

const numbersUpTo = (count: number) => Array.from({ length: count }, (_, index) => index)

const parseCron = (text: string): ((after: Date) => Date | undefined) => {
	const fields = text.trim().split(/\s+/)
	const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields
	if (fields.length !== 6) throw new Error(`A cron expression has six fields: ${text}`)
	const minutes = numbersUpTo(60).filter(parseField(minute, 0, 59))
	const hours = numbersUpTo(24).filter(parseField(hour, 0, 23))
	const isDay = parseField(day, 1, 31)
	const isMonth = parseField(month, 1, 12, MONTHS)
	const isWeekday = parseField(weekday, 1, 7, WEEKDAYS)
	const isYear = parseField(year, 1970, 2199)
	const isToday = (date: Date) =>
		isDay(date.getUTCDate()) &&
		isMonth(date.getUTCMonth() + 1) &&
		isWeekday(date.getUTCDay() + 1) &&
		isYear(date.getUTCFullYear())
	return (after) => {
		const midnight = Date.UTC(after.getUTCFullYear(), after.getUTCMonth(), after.getUTCDate())
		const days = numbersUpTo(SEARCH_DAYS).map((n) => new Date(midnight + n * 86_400_000))
		const times = hours.flatMap((h) => minutes.map((m) => (h * 60 + m) * 60_000))
		for (const date of days.filter(isToday)) {
			const time = times.find((offset) => date.getTime() + offset > after.getTime())
			if (time !== undefined) return new Date(date.getTime() + time)
		}
		return undefined
	}
}

/**
 * Reads `rate(5 minutes)` or `cron(0 3 * * ? *)` (UTC, EventBridge's six fields); gives the function from an instant
 * to the next run, undefined if there is none in five years. Throws on an expression it does not fully understand.
 */
export const parseSchedule = (expression: string): ((after: Date) => Date | undefined) => {
	const [, kind, inner = ''] = /^(rate|cron)\((.+)\)$/.exec(expression.trim()) ?? []
	if (kind === 'cron') return parseCron(inner)
	const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? []
	const milliseconds = Number(count) * (UNITS[unit] ?? Number.NaN)
	if (kind !== 'rate' || !(milliseconds > 0)) throw new Error(`Unknown schedule expression: ${expression}`)
	return (after) => new Date(after.getTime() + milliseconds)
}
