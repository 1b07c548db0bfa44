/** Marked values by what they are, e.g. `{handle: 'zq81'}`. */
export type Marks = Readonly<Record<string, string>>

const escaped = (value: string): string =>
	value.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The base64 of a value wherever in a text it begins: the parts that do not depend on its neighbours. */
const base64Cores = (value: string): string[] => {
	const bytes = Buffer.from(value)
	return [0, 1, 2].map((shift) => {
		const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
			.toString('base64')
			.replaceAll('=', '')
		const core = encoded.slice(shift === 0 ? 0 : shift + 1)
		return (bytes.length + shift) % 3 === 0 ? core : core.slice(0, -1)
	})
}

const formsOf = (value: string): string[] => {
	const base64 = base64Cores(value)
	const plain = [value, value.toLowerCase(), value.toUpperCase()]
	const coded = plain.flatMap((form) => [
		encodeURIComponent(form),
		new URLSearchParams({ v: form }).toString().slice(2),
		escaped(form),
	])
	const inJson = plain.map((form) => JSON.stringify(form).slice(1, -1))
	const urlSafe = base64.map((core) => core.replaceAll('+', '-').replaceAll('/', '_'))
	return [...new Set([...plain, ...coded, ...inJson, ...base64, ...urlSafe, Buffer.from(value).toString('hex')])]
}

/** Finds marked values in texts: plain, in base64, URL-encoded, escaped as in JSON, in hex. */
export const createMarkFinder = (marks: Marks) => {
	const needles = Object.entries(marks).flatMap(([name, value]) => formsOf(value).map((form) => ({ name, form })))
	/** The names of the marks that a text holds. */
	return (text: string): readonly string[] => [
		...new Set(needles.filter(({ form }) => text.includes(form)).map(({ name }) => name)),
	]
}
