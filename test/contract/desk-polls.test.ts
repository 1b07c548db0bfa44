import { expect } from 'vitest'
import { PART_NAMES, type PartName } from '#shared/desk/pages/frame.ts'
import { DESK_TABLES, webDeskOnTables } from '#test/fixtures/desk-on-tables.ts'
import { startIssuer } from '#test/fixtures/desk-place.ts'
import { onTemplateTables } from '#test/fixtures/template-tables.ts'
import { countReads } from '#test/support/seed-queue.ts'
import { started } from '#test/support/started.ts'

const it = onTemplateTables(...DESK_TABLES, 'Sessions')
	.extend(
		'issuer',
		{ scope: 'file' },
		started(startIssuer, (issuer) => issuer.stop()),
	)
	.extend('pages', async ({ tables: { client }, issuer }) => {
		const { desk, web } = webDeskOnTables(issuer, client)
		const id = await desk.writes({ text: 'Seit Montag kein Netz' })
		const number = (await desk.store.load(id))?.number ?? ''
		const paths = { queue: '/desk/queue?view=now', case: `/desk/cases/${number}`, me: '/desk/me' }
		const { cookie } = await web.enter('anna')
		const poll = async (path: string, name: string, tag = '') => {
			const answer = await web.ask(path, { cookie, headers: { 'X-Part': name, 'If-None-Match': tag } })
			return { status: answer.status, tag: answer.headers.get('etag') ?? '', text: await answer.text() }
		}
		const polledOn = async (path: string): Promise<readonly string[]> => {
			const page = await (await web.ask(path, { cookie })).text()
			return (/data-poll="([^"]*)"/.exec(page)?.[1] ?? '').split(',').filter((name) => name !== '')
		}
		return { desk, web, id, paths, poll, polledOn, reads: countReads(client) }
	})

/** What a look without news takes: the session, and all that the page shows by its version. */
const READS = 2

it('answers the parts that a page asks for, one or all of them, and without news by two reads and no word of the roster', async ({
	pages: { paths, poll, polledOn, reads, web },
}) => {
	const seen = new Set<string>()
	for (const path of Object.values(paths)) {
		const polled = await polledOn(path)
		for (const names of [...polled.map((name) => [name]), polled]) {
			const first = await poll(path, names.join(','))
			expect([names, first.status, names.filter((name) => first.text.includes(`id="${name}"`))]).toEqual([
				names,
				200,
				names,
			])
			const asked = web.rosterAsked()
			reads()
			const again = await poll(path, names.join(','), first.tag)
			expect([names, again.status, reads().calls]).toEqual([names, 304, READS])
			expect([names, again.text, web.rosterAsked()]).toEqual([names, '', asked])
			for (const name of names) seen.add(name)
		}
	}
	expect([...seen].toSorted()).toEqual([...PART_NAMES].toSorted())
})

it('answers with nothing but the parts of which there is news', async ({
	pages: { desk, id, paths, poll, polledOn },
}) => {
	const names = (await polledOn(paths.case)).join(', ')
	const first = await poll(paths.case, names)
	const ben = (await desk.roster.find('ben'))?.key ?? 'agent_'
	await desk.presence.put(id, { by: ben, writing: false })
	const second = await poll(paths.case, names, first.tag)
	expect([second.status, [...second.text.matchAll(/<template><\w+ id="(\w+)"/g)].map(([, name]) => name)]).toEqual([
		200,
		['head'],
	])
	expect((await poll(paths.case, names, second.tag)).status).toBe(304)
	expect((await poll(paths.case, `W/${names}`)).status).toBe(404)
	expect((await poll(paths.case, names, `W/${second.tag}`)).status).toBe(304)
})

it('tells at once of who looks, writes or takes a case, of its facts, and of what keeps answers from leaving', async ({
	pages: { desk, web, id, paths, poll },
}) => {
	const ben = (await desk.roster.find('ben'))?.key ?? 'agent_'
	const news: [PartName, string, string, () => Promise<unknown>][] = [
		['head', paths.case, 'ben', () => desk.presence.put(id, { by: ben, writing: true })],
		[
			'head',
			paths.case,
			'',
			() =>
				desk.drafts.put({ caseId: id, by: ben, way: 'note', text: 'x', at: desk.clock.now(), kept: 0, revision: 1 }),
		],
		[
			'rows',
			paths.queue,
			'schreibt',
			() =>
				desk.pulses.beat([
					{ of: 'house', list: 'all' },
					{ of: 'house', list: 'free' },
				]),
		],
		['counts', paths.queue, '', () => desk.pulses.beat([{ of: 'house', list: 'failed' }])],
		['state', paths.queue, '', () => desk.pulses.beat([{ of: 'house', list: 'danger' }])],
		[
			'timeline',
			paths.case,
			'Notiz',
			() => desk.ask(`POST /api/cases/${id}/notes`, { as: 'ben', body: { text: 'Notiz' } }),
		],
	]
	await desk.ask(`POST /api/cases/${id}/claim`, { as: 'ben' })
	for (const [name, path, , happens] of news) {
		const { tag } = await poll(path, name)
		await happens()
		const after = await poll(path, name, tag)
		expect([name, after.status, after.tag === tag]).toEqual([name, 200, false])
	}
	const { tag } = await poll(paths.me, 'state')
	desk.stopSending()
	web.wait(3_000)
	expect((await poll(paths.me, 'state', tag)).text).toContain('class="lamp off"')
})
