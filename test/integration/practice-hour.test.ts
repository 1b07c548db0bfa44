import { expect } from 'vitest'
import { rulesByNetwork } from '#infra/local/practice/networks-server.ts'
import type { HourProgress } from '#infra/local/practice/world/play-hour.ts'
import { hourOfCustomers } from '#infra/local/story/hour.ts'
import type { Item } from '#test/fixtures/network-callers.ts'
import type { Place, PlaceOptions } from '#test/fixtures/practice-place.ts'
import { test as practiceTest } from '#test/fixtures/practice-test.ts'

const QUICK: PlaceOptions = { customers: hourOfCustomers, minuteMilliseconds: 2 }
/** Plays nothing after the first act while a test lasts. */
const SLOW: PlaceOptions = { ...QUICK, minuteMilliseconds: 1_000_000 }
const test = practiceTest.extend('options', QUICK)
const slowTest = practiceTest.extend('options', SLOW)

const ACTS = hourOfCustomers.flat().flatMap(({ acts }) => acts)
const of = ACTS.length
const progress = async (place: Place): Promise<HourProgress> => (await place.get('/practice/hour')).body
const posts = async (place: Place): Promise<Item[]> => {
	const { items } = (await place.get('/practice/posts?deleted=true')).body as { items: Item[] }
	return items.toReversed()
}
const play = (place: Place) => place.send('POST', '/practice/hour')
const isPlayed = (place: Place, run: number) => expect.poll(() => progress(place)).toEqual({ run, played: of, of })
const form = (place: Place, fields: Record<string, string>, origin = place.origin) => {
	const body = new URLSearchParams(fields)
	return fetch(`${place.origin}/practice/hour?lang=en`, {
		method: 'POST',
		body,
		headers: { origin },
		redirect: 'manual',
	})
}

test('is played in its order, by signed webhooks, with what was edited and deleted', async ({ place }) => {
	expect(await progress(place)).toEqual({ played: 0, of })
	expect(await play(place)).toEqual({ status: 202, body: { run: 1, played: 1, of, isNew: true } })
	await isPlayed(place, 1)
	const written = await posts(place)
	const inOrder = hourOfCustomers
		.flat()
		.flatMap(({ name, acts }) => acts.flatMap((act) => ('visibility' in act ? { minute: act.minute, name } : [])))
		.toSorted((one, other) => one.minute - other.minute)
	const edited = written.find((post) => 'edited' in post)
	expect(written.filter((post) => post !== edited).map(({ author }) => author)).toEqual(
		inOrder.map(({ name }) => name).filter((name) => name !== edited?.author),
	)
	expect(edited?.text).toContain('30 von 100 GB')
	expect(written.filter((post) => 'deleted' in post)).toHaveLength(2)
	await place.until(() => place.calls.length === of)
	for (const { path, headers, body } of place.calls) {
		const signatures = Object.values(rulesByNetwork).map((rules) => rules.signDelivery(body))
		expect(signatures).toContainEqual(expect.objectContaining({ path, headers: expect.any(Object) }))
		const { headers: signed = {} } = signatures.find((one) => one.path === path) ?? {}
		expect(headers).toMatchObject(signed)
	}
})

slowTest('is one while it is under way, and says so', async ({ place }) => {
	await play(place)
	expect(await play(place)).toEqual({ status: 200, body: { run: 1, played: 1, of, isNew: false } })
	expect(await posts(place)).toHaveLength(1)
	const overview = await (await fetch(`${place.origin}/?lang=de`)).text()
	expect(overview).toMatch(new RegExp(`<progress value="1" max="${of}"`))
	expect(overview).not.toContain('action="/practice/hour')
})

test('is played again by people of other names', async ({ place }) => {
	await play(place)
	await isPlayed(place, 1)
	expect((await play(place)).body).toMatchObject({ run: 2, isNew: true })
	await isPlayed(place, 2)
	const authors = (await posts(place)).map(({ author = '' }) => author)
	expect(new Set(authors).size).toBe(2 * hourOfCustomers.flat().length)
	expect(authors).toContain('Jonas Behrendt 2')
})

slowTest('goes on after a restart where it was, and begins by itself only then', async ({ place }) => {
	await play(place)
	await place.restart(QUICK)
	await isPlayed(place, 1)
	expect(await posts(place)).toHaveLength(ACTS.filter((act) => 'visibility' in act).length)
	await place.restart(QUICK)
	expect(await progress(place)).toEqual({ run: 1, played: of, of })
})

test('passes over what can no longer be done', async ({ place }) => {
	await place.restart(SLOW)
	await play(place)
	const [first] = await posts(place)
	expect((await place.send('DELETE', `/practice/posts/${first?.id}`)).status).toBe(204)
	await place.restart(QUICK)
	await isPlayed(place, 1)
	expect((await posts(place)).filter(({ author }) => author === 'Jonas Behrendt')).toHaveLength(2)
})

slowTest('is begun by a form, which leads back where it says, never elsewhere', async ({ place }) => {
	expect(await (await fetch(`${place.origin}/?lang=en`)).text()).toContain('action="/practice/hour?lang=en"')
	const begun = await form(place, {})
	expect([begun.status, begun.headers.get('location')]).toEqual([303, '/?lang=en#hour'])
	const toDesk = await form(place, { back: '/desk/queue?view=now' })
	expect([toDesk.status, toDesk.headers.get('location')]).toEqual([303, '/desk/queue?view=now'])
	for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', 'desk'])
		expect([back, (await form(place, { back })).status]).toEqual([back, 400])
})

slowTest('is not begun by a page of another site', async ({ place }) => {
	expect((await form(place, {}, 'https://evil.example')).status).toBe(403)
	for (const type of ['application/json', 'text/plain']) {
		const headers = { origin: 'https://evil.example', 'content-type': type }
		expect((await fetch(`${place.origin}/practice/hour`, { method: 'POST', headers })).status).toBe(403)
	}
	expect(await progress(place)).toEqual({ played: 0, of })
})
