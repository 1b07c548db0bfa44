import { expect } from 'vitest'
import { DEFAULT_SETTINGS } from '#infra/local/practice/world/settings.ts'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

const form = (place: Place, path: string, fields: Record<string, string>) =>
	fetch(place.origin + path, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: place.origin },
		body: new URLSearchParams(fields),
	})
const page = async (place: Place): Promise<string> => (await fetch(`${place.origin}/practice?lang=en`)).text()

test('settings are changed in part, kept over a restart, and as in the beginning when told so', async ({
	place,
	practice,
}) => {
	await practice.set({ readDelaySeconds: 3, x: { limits: { messages: { limit: 2 } } } })
	const expected = structuredClone(DEFAULT_SETTINGS)
	expected.readDelaySeconds = 3
	expected.x.limits.messages.limit = 2
	expect((await place.get('/practice/settings')).body).toEqual(expected)
	await place.restart({ settings: { readDelaySeconds: 3 } })
	expect((await place.get('/practice/settings')).body).toEqual(expected)
	expect((await place.send('DELETE', '/practice/settings')).status).toBe(204)
	expect((await place.get('/practice/settings')).body).toEqual(DEFAULT_SETTINGS)
})

test.for([
	['echo', { echo: 'yes' }],
	['speed', { speed: 1 }],
	['readDelaySeconds', { readDelaySeconds: -1 }],
	['x.selfServe', { x: { selfServe: 1 } }],
	['x.limits.messages.limit', { x: { limits: { messages: { limit: 0 } } } }],
	['x.limits.likes', { x: { limits: { likes: { limit: 1, windowSeconds: 1 } } } }],
	['meta.limits.calls.windowSeconds', { meta: { limits: { calls: { windowSeconds: 0.5 } } } }],
	['body', [1]],
	['body', '{'],
] as const)('refuses a setting for its %s, and changes nothing', async ([field, settings], { place }) => {
	const before = (await place.get('/practice/settings')).body
	const { status, body } = await place.send('PUT', '/practice/settings', settings)
	expect({ status, field: (body as { field: string }).field }).toEqual({ status: 400, field })
	expect((await place.get('/practice/settings')).body).toEqual(before)
})

test('calls are told without texts and ids, newest first, by network, account, method and time', async ({
	place,
	practice,
	asPage,
	asInstagram,
}) => {
	const { id } = await practice.write({ network: 'facebook', visibility: 'public', text: 'Geheimnis' })
	await asPage('POST', `${id}/comments`, { message: 'Geheimnis' })
	await asInstagram('GET', '3001')
	const list = async (query = '') =>
		((await place.get(`/practice/calls${query}`)).body as { items: Record<string, string>[] }).items
	expect(await list()).toMatchObject([
		{ network: 'instagram', account: '3001', method: 'GET', path: '/:id', status: 200 },
		{ network: 'facebook', account: '2001', method: 'POST', path: '/:id/comments', status: 200 },
	])
	expect(JSON.stringify(await list())).not.toMatch(new RegExp(`Geheimnis|${id}`))
	expect(await list('?network=facebook')).toHaveLength(1)
	expect(await list('?account=3001&method=GET')).toHaveLength(1)
	expect(await list('?limit=1')).toMatchObject([{ network: 'instagram' }])
	expect(await list(`?since=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
	expect((await place.get('/practice/calls?network=myspace')).status).toBe(400)
	expect((await place.send('DELETE', '/practice/calls')).status).toBe(204)
	expect(await list()).toEqual([])
})

test('the kill switch sets the parameter of the system, by JSON and by the page', async ({ place }) => {
	expect((await place.get('/practice/kill-switch')).status).toBe(503)
	expect(await page(place)).not.toContain('Kill switch')
	let value = 'on'
	place.system.sending = {
		read: async () => value,
		write: async (next) => {
			value = next
		},
	}
	expect((await place.get('/practice/kill-switch')).body).toEqual({ on: false, sending: 'on' })
	expect(await page(place)).toContain('Stop all sending')
	expect((await place.send('PUT', '/practice/kill-switch', { on: true })).body).toEqual({
		on: true,
		sending: 'stopped',
	})
	expect(value).toBe('stopped')
	expect(await page(place)).toContain('Sending is stopped.')
	expect((await form(place, '/practice/kill-switch', { on: 'no' })).status).toBe(303)
	expect(value).toBe('on')
	expect((await place.send('PUT', '/practice/kill-switch', { on: 'yes' })).body).toMatchObject({ field: 'on' })
	place.system.sending = { read: () => Promise.reject(new Error('down')), write: async () => undefined }
	expect((await place.get('/practice/kill-switch')).status).toBe(503)
})

test('a customer edits, deletes and writes in the past by the page too', async ({ place, practice }) => {
	const aged = { network: 'instagram', visibility: 'private', author: 'Mia', text: 'Hallo', ageHours: '25' }
	expect((await form(place, '/practice/write', aged)).status).toBe(303)
	const [post] = await practice.posts()
	expect(Date.now() - Date.parse(post?.at ?? '')).toBeGreaterThan(24.9 * 3_600_000)
	expect(await page(place)).toContain('Edit or delete')
	expect(
		(await form(place, '/practice/edit', { id: post?.id ?? '', text: 'Hallo!' })).headers.get('location'),
	).toContain('#post-')
	expect(await practice.posts()).toMatchObject([{ text: 'Hallo!', edited: true }])
	expect(await page(place)).toContain('<span class="tag">edited</span>')
	expect((await form(place, '/practice/delete', { id: post?.id ?? '' })).status).toBe(303)
	expect(await practice.posts()).toEqual([])
})

test('who writes, what their account is like, our own app and our calls are on the page', async ({
	place,
	practice,
	asPage,
}) => {
	await practice.write({ network: 'facebook', visibility: 'public' })
	const id = await practice.person('Mia', 'facebook')
	const standing = { network: 'facebook', id, standing: 'isSuspended', is: 'yes' }
	expect((await form(place, '/practice/standing', standing)).status).toBe(303)
	expect(await page(place)).toContain('suspended: yes')
	expect((await place.get('/practice/people')).body).toMatchObject({
		items: [{ isSuspended: true, acceptsMessages: true }],
	})
	expect(
		(await form(place, '/practice/native', { network: 'facebook', to: 'Mia', text: 'Von Hand', inReplyTo: '' })).status,
	).toBe(303)
	expect(await practice.posts()).toMatchObject([{ author: 'hilft', to: 'Mia', text: 'Von Hand' }, {}])
	expect(await page(place)).toContain('None yet.')
	await asPage('GET', '2001')
	expect(await page(place)).toContain('<code>GET /:id</code> 200')
})
