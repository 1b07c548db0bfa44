import { describe, expect, it } from 'vitest'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'

describe('the growth of a reader', () => {
	it('is out of proportion when it looks at the whole text again for each character', async () => {
		const read = (text: string) => {
			let seen = 0
			for (let at = 0; at < text.length; at += 1)
				for (let other = 0; other < text.length; other += 1) seen += text.charCodeAt(other) & 1
			return seen
		}
		expect(await growthOf(read, hundredfold(repeated('ab'), 10_000))).toBeGreaterThan(IN_PROPORTION)
	})

	it('is out of proportion when a pattern looks ahead to the end from everywhere', async () => {
		const read = (text: string) => text.replaceAll(/a(?=a*b)/g, '')
		expect(await growthOf(read, hundredfold(repeated('a'), 10_000))).toBeGreaterThan(IN_PROPORTION)
	})

	it('is in proportion when it looks at each character once, whether at once or in turns', async () => {
		const read = (text: string) => text.replaceAll(/a(?=.?b)/g, '')
		const texts = hundredfold(repeated('a b'), 3_000_000)
		expect(await growthOf(read, texts)).toBeLessThan(IN_PROPORTION)
		expect(await growthOf(async (text) => read(await Promise.resolve(text)), texts)).toBeLessThan(IN_PROPORTION)
	})
})
