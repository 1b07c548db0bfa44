/** No line is longer. */
export const LONGEST_LINE = 120

const INDENT = '  '

/** A long text by its words; what has no blank in it is cut. */
const wrapped = (text: string, width: number): readonly string[] =>
	(text.match(new RegExp(`.{1,${width}}(?: |$)|.{1,${width}}`, 'g')) ?? []).map((part) => part.trimEnd())

/** With the keys of every object in their order. */
const sorted = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(sorted)
	if (typeof value !== 'object' || value === null) return value
	const entries = Object.entries(value).map(([key, one]) => [key, sorted(one)] as const)
	return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What stands in a template, over as many lines as it needs: each item of a list on its own, else whatever fits on one stays on it. */
const linesOf = (value: unknown, label: string, indent: string): readonly string[] => {
	const whole = `${indent}${label}${JSON.stringify(value)}`
	const isList = Array.isArray(value) && value.length > 1
	if (whole.length <= LONGEST_LINE && !isList) return [whole]
	const within = `${indent}${INDENT}`
	const head = `${indent}${label}`.trimEnd()
	if (Array.isArray(value)) return [head, ...value.flatMap((one) => linesOf(one, '- ', within))]
	if (typeof value === 'object' && value !== null) {
		return [head, ...Object.entries(value).flatMap(([key, one]) => linesOf(one, `${key}: `, within))]
	}
	return [head, ...wrapped(String(value), LONGEST_LINE - within.length - 2).map((part) => `${within}| ${part}`)]
}

export type PrintedResource = {
	readonly logicalId: string
	readonly type: string
	readonly properties: unknown
	readonly deletionPolicy?: string | undefined
}

/** Resources as a review reads them: by logical id, a property a line, so that a change is a small difference. */
export const resourceLines = (resources: readonly PrintedResource[]): readonly string[] =>
	resources
		.toSorted((a, b) => (a.logicalId < b.logicalId ? -1 : 1))
		.flatMap(({ logicalId, type, properties, deletionPolicy }) => [
			[logicalId, type, ...(deletionPolicy === undefined ? [] : [deletionPolicy])].join(' '),
			...Object.entries(sorted(properties ?? {}) as object).flatMap(([key, value]) =>
				linesOf(value, `${key}: `, INDENT),
			),
			'',
		])
