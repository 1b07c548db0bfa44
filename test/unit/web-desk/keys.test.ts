import { describe, expect } from 'vitest'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/web-desk-test.ts'

/** What the script does without a control of the page: it walks the list, opens what is in the focus, shows the commands. */
const OF_SCRIPT = ['j', 'k', 'Enter', 'Ctrl+k', 'Escape']
/** Of a bar that is there only after an act, or once something came. */
const OF_MOMENT = ['z', 'Ctrl+.']

const unescaped = (text: string): string => text.replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The keys that the help lists, as the controls name them. */
const listedIn = (help: string): readonly string[] =>
	[...help.matchAll(/<th scope="row">(.*?)<\/th>/gs)].map(([, caps = '']) => {
		const key = unescaped(caps.replace(/<\/kbd>\+/g, '+').replaceAll(/<[^>]*>/g, '')).trim()
		return key
			.replace('Strg', 'Ctrl')
			.replace('Umschalt', 'Shift')
			.replace('Ctrl+K', 'Ctrl+k')
			.replace(/^Esc$/, 'Escape')
			.replace(/\s+/g, ' ')
	})

const keysOn = (page: string): readonly string[] => [
	...new Set([...page.matchAll(/ data-key="([^"]+)"/g)].map(([, key = '']) => key)),
]

const numberOf = async (desk: DeskPlace, id: Parameters<DeskPlace['store']['load']>[0]) =>
	(await desk.store.load(id))?.number ?? ''

describe('the keys of the desk', () => {
	it.for(['de', 'en'])(
		'do what the help says, and there is none that it does not name (%s)',
		async (language, { web, desk }) => {
			const id = await desk.writes({ text: 'Kein Netz seit Montag' })
			await desk.writes({ text: 'Noch ein Fall', author: { id: '78' }, threadId: 't78' })
			await desk.writes({ text: 'Und noch einer', author: { id: '79' }, threadId: 't79' })
			const { cookie } = await web.enter('anna')
			const ask = async (path: string) =>
				(
					await web.ask(path, {
						cookie: `${cookie}; __Host-desk-looks=language.${language}`,
						headers: { 'Accept-Language': language },
					})
				).text()
			const help = await ask('/desk/help')
			const numbers = await Promise.all([id].map((one) => numberOf(desk, one)))
			const pages = [
				await ask('/desk/queue?view=all'),
				await ask(`/desk/cases/${numbers[0]}?view=all`),
				...[...(await ask('/desk/queue?view=all')).matchAll(/href="(\/desk\/cases\/[^"]+)"/g)].map(
					([, path = '']) => path,
				),
			]
			const cases = await Promise.all(pages.slice(2).map((path) => ask(unescaped(path))))
			const there = new Set([...pages.slice(0, 2), ...cases].flatMap(keysOn))
			const listed = listedIn(help)
			const digits = /^\d$/
			expect([...there].filter((key) => !digits.test(key) && !listed.includes(key))).toEqual([])
			expect(listed.filter((key) => !there.has(key) && ![...OF_SCRIPT, ...OF_MOMENT].includes(key))).toEqual([])
		},
	)
})
