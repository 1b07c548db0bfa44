import { describe, expect } from 'vitest'
import { MINUTE } from '#shared/kernel/clock.ts'
import type { DeskPlace } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const search = (desk: DeskPlace, q: string, more: Readonly<Record<string, string>> = {}) =>
	desk.ask(`GET /api/search?${new URLSearchParams({ q, ...more })}`, { as: 'anna' })

const found = async (desk: DeskPlace, q: string): Promise<unknown> => {
	const { status, body } = await search(desk, q)
	expect(status).toBe(200)
	return (body.items as { readonly id: string }[]).map(({ id }) => id)
}

const numberOf = async (desk: DeskPlace, id: Parameters<DeskPlace['store']['load']>[0]): Promise<string> =>
	(await desk.store.load(id))?.number ?? ''

describe('a search', () => {
	it('finds a case by name, part of the name, account, words, and several of them', async ({ desk }) => {
		const author = { id: '1', handle: 'sabine_m', name: 'Sabine Müller' }
		const id = await desk.writes({ author, text: 'Glasfaser ist kaputt' })
		await desk.writes({ author: { id: '2', handle: 'andere', name: 'Ali Yıldız' }, text: 'Rechnung falsch' })
		for (const q of ['Sabine', 'mueller', 'sab', '@SABINE_M', 'sabine_m', 'glasfaser', 'Müller glasfaser kaputt'])
			expect([q, await found(desk, q)]).toEqual([q, [id]])
		for (const q of ['Meier', 'glasfaser rechnung', '@sabine_n', 'glas'])
			expect([q, await found(desk, q)]).toEqual([q, []])
	})
	it('finds a case by its number as people write it', async ({ desk }) => {
		const id = await desk.writes()
		await desk.writes({ author: { id: '2' } })
		const number = await numberOf(desk, id)
		const spelled = number.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase()
		const [head, tail] = [spelled.slice(0, 3), spelled.slice(3)]
		for (const q of [number, `#${number}`, spelled, `#${head} ${tail}`, `${head}-${tail}`, `# ${head}  ${tail}`])
			expect([q, await found(desk, q)]).toEqual([q, [id]])
		expect(await found(desk, '#0000000')).toEqual([])
		expect(await found(desk, '#00000000')).toEqual([])
	})
	it('shows rows as the list of cases does, the newest first, page by page', async ({ desk }) => {
		const ids: string[] = []
		for (const userId of ['1', '2', '3']) {
			ids.unshift(await desk.writes({ author: { id: userId, name: 'Sabine' } }))
			desk.pass(MINUTE)
		}
		const listed = (await desk.ask('GET /api/cases', { as: 'anna' })).body.items as { readonly id: string }[]
		const first = await search(desk, 'sabine', { limit: '2' })
		const rows = ids.slice(0, 2).map((id) => listed.find((row) => row.id === id))
		expect(first.body.items).toEqual(rows)
		const second = await search(desk, 'sabine', { limit: '2', cursor: String(first.body.next) })
		expect(second.body).toMatchObject({ items: [{ id: ids[2] }] })
		expect(second.body.next).toBeUndefined()
		expect((await search(desk, 'sabine', { cursor: 'x' })).body.type).toBe('urn:hilft:problem:cursor-invalid')
	})
	it.for([
		'12345678',
		'0431 / 555 12 34',
		'+49 431 5551234',
		'Kundennummer KD-471199',
		'erika@kunde.example',
		'DE89 3704 0044 0532 0130 00',
		'Müller 4711 9988',
	])('answers %s with a hint: by the case number', async (q, { desk }) => {
		await desk.writes({ text: `Das ist ${q}` })
		const { status, body } = await search(desk, q)
		expect([status, body.type, body.title]).toEqual([
			422,
			'urn:hilft:problem:search-holds-data',
			'Search by the case number',
		])
	})
	it('takes digits in the name of an account for what they are', async ({ desk }) => {
		const id = await desk.writes({ author: { id: '1', handle: 'kunde123456' } })
		expect(await found(desk, '@kunde123456')).toEqual([id])
	})
	it.for(['', ' ', 'ab', '!', '🌸', '#', '# x'])('refuses %j, which says too little', async (q, { desk }) => {
		const { status, body } = await search(desk, q)
		expect([status, body.type]).toEqual(
			q.trim() === '' ? [400, 'urn:hilft:problem:query-invalid'] : [422, 'urn:hilft:problem:search-too-short'],
		)
	})
	it('is for those who see cases, and leaves nothing of itself in the log', async ({ desk }) => {
		await search(desk, 'Zorngiebel')
		await search(desk, '12345678')
		await search(desk, 'Zorngiebel', { cursor: 'x' })
		expect(desk.lines).toEqual([])
		const refused = await desk.ask('GET /api/search?q=Zorngiebel', { as: 'cora', role: 'callcentre' })
		expect(refused.status).toBe(403)
		expect(desk.lines.join('')).not.toContain('Zorngiebel')
	})
})
