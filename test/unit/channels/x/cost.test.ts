import { describe, expect, test } from 'vitest'
import { postLink } from '#shared/channels/answer-link.ts'
import { costOf } from '#shared/channels/measure.ts'
import { pricesSchema } from '#shared/channels/x/prices.ts'

const prices = pricesSchema.parse({})
const cost = (text: string, isSummons = false, visibility: 'public' | 'private' = 'public') =>
	costOf(text, prices, { visibility, isSummons })

describe('what a text costs on X', () => {
	test.each([
		['Gerne!', false, 0.015, false],
		['Gerne!', true, 0.01, false],
		['Mehr auf https://telekom.de/hilfe', false, 0.2, true],
		['Mehr auf telekom.de', true, 0.2, true],
		['Ihr.Team', false, 0.2, true],
		['hilfe.kids', false, 0.2, true],
		['Schreibt an post@telekom.de', false, 0.015, false],
	])('%s (called: %s) costs %d', (text, isSummons, amount, hasLink) => {
		expect(cost(text, isSummons)).toEqual({ amount, currency: 'USD', hasLink })
	})
	test('is the same for every private message', () => {
		expect(cost('telekom.de', false, 'private')).toEqual({ amount: 0.015, currency: 'USD', hasLink: true })
	})
	test('is configured', () => {
		const own = pricesSchema.parse({ post: 0.02, postWithLink: 0.3 })
		expect(costOf('ja', own, { visibility: 'public', isSummons: false }).amount).toBe(0.02)
		expect(costOf('a.de', own, { visibility: 'public', isSummons: true }).amount).toBe(0.3)
	})
	test.each([{ post: -1 }, { post: '1' }, { psot: 1 }, { privateMessage: Number.NaN }])(
		'refuses the prices %j',
		(given) => {
			expect(pricesSchema.safeParse(given).success).toBe(false)
		},
	)
})

test('a post is reached by its id alone', () => {
	expect(postLink('1924465506158878979')).toBe('https://x.com/i/status/1924465506158878979')
})
