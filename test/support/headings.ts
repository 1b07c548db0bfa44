/** The levels of the headings of a page, in their order; templates of the script are no part of it. */
const levelsOf = (page: string): readonly number[] =>
	[...page.replace(/<template.*?<\/template>/gs, '').matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level))

/** What is wrong with the headings of a page: one first of level 1, and none that skips a level. */
export const headingFaults = (page: string): readonly string[] => {
	const levels = levelsOf(page)
	const ones = levels.filter((level) => level === 1).length
	const jumps = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1)
	return [
		...(levels[0] === 1 ? [] : [`begins with ${levels[0]}`]),
		...(ones === 1 ? [] : [`${ones} of level 1`]),
		...jumps.map((level) => `jumps to ${level} in ${levels.join('')}`),
	]
}
