const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * The milliseconds between two runs of `rate(5 minutes)`, the one form that our templates have. Throws on an expression that
 * it does not fully understand.
 */
export const parseRate = (expression: string): number => {
	const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim()) ?? []
	const milliseconds = Number(count) * (UNITS[unit] ?? Number.NaN)
	if (milliseconds > 0) return milliseconds
	throw new Error(`Unknown schedule expression: ${expression}`)
}
