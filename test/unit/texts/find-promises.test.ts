import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readExamples } from '#infra/learn/learn.ts'
import { calendarOf, serviceCalendarsSchema } from '#shared/calendar/service-calendar.ts'
import { instantAt } from '#shared/calendar/wall-clock.ts'
import { findPromises } from '#shared/texts/find-promises.ts'
import { growthOf, hundredfold, IN_PROPORTION, repeated } from '#test/support/growth.ts'
import {
	HARMLESS_HELD_OUT,
	HARMLESS_MORE,
	HARMLESS_TUNED,
	PROMISES_HELD_OUT,
	PROMISES_TUNED,
	type PromiseText,
} from '#test/support/promise-texts.ts'
import { CALENDARS } from '#test/support/service-calendars.ts'

const nord = calendarOf(CALENDARS, 'nord')
const berlin = (shown: string): string => {
	const [day = '', time = ''] = shown.split(' ')
	return instantAt({ day, minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }, 'Europe/Berlin')
}
const NOW = berlin('2026-11-30 10:00')
const find = (text: string, now = NOW) => findPromises(text, nord, now)
const isFound = (text: string): boolean => find(text).length > 0

const share = <Item>(items: readonly Item[], isRight: (item: Item) => boolean): number =>
	items.filter(isRight).length / items.length
const textOf = ([text]: PromiseText): string => text

describe('the promises found in our own texts', () => {
	it.each([
		['texts that were learned from', PROMISES_TUNED],
		['others that were learned from', PROMISES_HELD_OUT],
	] as const)('are nine of ten in %s, with their kind and date', (_, texts) => {
		expect(share(texts.map(textOf), isFound)).toBeGreaterThanOrEqual(0.9)
		expect(share(texts, ([text, kind]) => find(text).some((one) => one.kind === kind))).toBeGreaterThanOrEqual(0.9)
		expect(share(texts, ([text, , due]) => find(text).some((one) => one.dueAt === berlin(due)))).toBeGreaterThanOrEqual(
			0.9,
		)
	})
	it('are 19 of 20 in texts that nobody learned from, with their kind; 1 of 20 that promise nothing is taken for one', () => {
		const texts = readExamples(readFileSync(new URL('../../support/unseen-agents.txt', import.meta.url), 'utf8'))
		const promised = texts.filter(({ labels }) => !labels.has('none'))
		const others = texts.filter(({ labels }) => labels.has('none'))
		expect([promised.length, others.length]).toEqual([120, 120])
		expect(
			share(promised, ({ text, labels }) => find(text).some(({ kind }) => labels.has(kind))),
		).toBeGreaterThanOrEqual(0.95)
		expect(share(others, ({ text }) => isFound(text))).toBeLessThanOrEqual(0.05)
	})
	it.each([
		['texts that were learned from', HARMLESS_TUNED],
		['others', HARMLESS_HELD_OUT],
		['what they met later', HARMLESS_MORE],
	] as const)('are at most one of twenty in %s, which promise nothing', (_, texts) =>
		expect(share(texts, isFound)).toBeLessThanOrEqual(0.05),
	)
	it('are each where they stand, in a longer text', () => {
		const text = 'Hallo! Das tut uns leid. Wir melden uns morgen bis 12 Uhr. Und am Freitag rufe ich Sie an.'
		expect(find(text).map(({ start, end, kind }) => [text.slice(start, end), kind])).toEqual([
			['Wir melden uns morgen bis 12 Uhr.', 'answer'],
			['Und am Freitag rufe ich Sie an.', 'callBack'],
		])
	})
	it('are always due after they are written', () => {
		const late = berlin('2026-12-04 22:30')
		for (const [text] of [...PROMISES_TUNED, ...PROMISES_HELD_OUT])
			for (const { dueAt } of find(text, late)) expect(dueAt > late).toBe(true)
	})
	it('have a date also where the team never has service', () => {
		const never = serviceCalendarsSchema.parse({ default: { land: 'SH', hours: {} } }).default
		expect(findPromises('Wir melden uns.', never, NOW).map(({ dueAt }) => dueAt)).toEqual([berlin('2026-12-01 10:00')])
		expect(findPromises('Wir melden uns morgen.', never, NOW)[0]?.dueAt).toBe(berlin('2026-12-01 18:00'))
	})
	it.each([
		'wir ',
		'wir melden uns, ',
		'und wir, ',
		'bis morgen um 12 Uhr ',
		'ist das wieder. ',
		'1.1.',
		'geen haben ',
	])(
		'take time in proportion to the length of a text of %j',
		async (piece) =>
			expect(await growthOf((text: string) => find(text), hundredfold(repeated(piece), 40_000))).toBeLessThan(
				IN_PROPORTION,
			),
		60_000,
	)
	it.each([
		['', []],
		['Wir melden uns am 31.2. bei Ihnen.', ['answer']],
		['Wir melden uns um 99:99 Uhr.', ['answer']],
	])('never throw: %j', (text, kinds) => expect(find(text).map(({ kind }) => kind)).toEqual(kinds))
})
