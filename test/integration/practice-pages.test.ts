import { expect } from 'vitest'
import type { Place } from '#test/fixtures/practice-place.ts'
import { test } from '#test/fixtures/practice-test.ts'

const open = async (place: Place, path: string, init?: RequestInit) => {
	const response = await fetch(place.origin + path, { redirect: 'manual', ...init })
	return { response, text: await response.text() }
}
const form = (place: Place, path: string, fields: Record<string, string>, origin = place.origin) =>
	open(place, path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } })

test.for(['/', '/practice', '/practice/company/privacy', '/practice/company/imprint'])(
	'%s speaks German and English under a strict policy, without a cookie or anything from elsewhere',
	async (path, { place }) => {
		for (const language of ['de', 'en']) {
			const { response, text } = await open(place, `${path}?lang=${language}`)
			expect(response.status).toBe(200)
			expect(text).toContain(`<html lang="${language}">`)
			expect(response.headers.get('content-security-policy')).toMatch(
				/^default-src 'none'; style-src 'self'; script-src 'self'/,
			)
			expect(response.headers.get('set-cookie')).toBeNull()
			expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
			expect(text).not.toMatch(/ style="| on[a-z]+="/)
		}
	},
)

test('the overview names the agents, the local secrets, the port of the networks and the webhooks', async ({
	place,
}) => {
	const { text } = await open(place, '/')
	for (const name of [
		'anna',
		'fatma',
		'otto',
		'ada',
		'local-x-secret',
		'local-verify-token',
		'/webhooks/meta',
		'/api/openapi.json',
	])
		expect(text).toContain(name)
	expect(text).toContain(`http://127.0.0.1:${place.practice.networksPort}`)
	expect(text, 'where the data really lie').toContain('hilft-practice-')
})

test('the form writes each thing that customers can write, and says what does not go together', async ({ place }) => {
	const fields = {
		network: 'facebook',
		visibility: 'public',
		author: 'Änne',
		text: 'Hilft hilft nicht',
		form: 'groupMention',
	}
	const { response } = await form(place, '/practice/write?lang=de', fields)
	expect(response.status).toBe(303)
	expect((await open(place, '/practice?lang=de')).text).toContain('<span class="tag">Erwähnung in einer Gruppe</span>')
	const wrong = await form(place, '/practice/write?lang=en', { ...fields, network: 'instagram' })
	expect(wrong.response.status).toBe(400)
	expect(wrong.text).toContain('must go with the network')
	expect(wrong.text).toContain('<option value="groupMention" selected>')
})

test('the form writes as a customer and leads back to the post', async ({ place }) => {
	const fields = {
		network: 'facebook',
		visibility: 'private',
		author: 'Änne',
		text: '<b>Störung</b> & https://example.org/a',
	}
	const { response } = await form(place, '/practice/write?lang=de', fields)
	expect(response.status).toBe(303)
	expect(response.headers.get('location')).toMatch(
		/^\/practice\?lang=de&network=facebook&visibility=private&author=%C3%84nne#post-m_/,
	)
	const { text } = await open(place, '/practice')
	expect(text).toContain('&lt;b&gt;Störung&lt;/b&gt; &amp; <a href="https://example.org/a"')
	expect(text).not.toContain('<b>Störung')
})

test('refuses a wrong form with the page, the mistake named and what was typed still there', async ({ place }) => {
	const { response, text } = await form(place, '/practice/write?lang=de', {
		network: 'x',
		visibility: 'public',
		author: 'hilft',
		text: 'halb "fertig"',
	})
	expect(response.status).toBe(400)
	expect(text).toContain('role="alert"')
	expect(text).toContain('halb &quot;fertig&quot;')
	expect(place.calls).toEqual([])
})

test('refuses a form that another site sends', async ({ place }) => {
	const fields = { network: 'x', visibility: 'public', author: 'Mia', text: 'Hallo' }
	expect((await form(place, '/practice/write', fields, 'https://evil.example')).response.status).toBe(403)
	expect(place.calls).toEqual([])
})

test('refuses what another site sends, without a body too', async ({ place }) => {
	for (const [method, path] of [
		['POST', '/practice/jobs/sweep/runs'],
		['DELETE', '/practice/settings'],
		['DELETE', '/practice/limits'],
	] as const) {
		const response = await fetch(`${place.origin}${path}`, { method, headers: { origin: 'https://evil.example' } })
		expect([path, response.status]).toEqual([path, 403])
	}
})

test('the version changes with every post and every delivery', async ({ place }) => {
	const versions = [(await open(place, '/practice/version')).text]
	await form(place, '/practice/write', { network: 'x', visibility: 'public', author: 'Mia', text: 'Hallo' })
	await expect.poll(async () => (await open(place, '/practice/version')).text).toContain('delivered')
	versions.push((await open(place, '/practice/version')).text)
	await place.practice.mailSink.deliver({
		raw: Buffer.from('Subject: a\n\nb'),
		from: 'a@b.example',
		to: ['c@d.example'],
	})
	versions.push((await open(place, '/practice/version')).text)
	expect(new Set(versions).size).toBe(3)
})

test('shows a mail in a frame that runs no script and fetches nothing', async ({ place }) => {
	const raw = Buffer.from(
		'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nContent-Type: text/html\n\n<html><head></head><script>1</script><p>Hallo</p></html>',
	)
	await place.practice.mailSink.deliver({
		raw,
		from: 'a@b.example',
		to: ['c@d.example'],
	})
	const { text } = await open(place, '/practice')
	expect(text).toContain('Grüße')
	const [, frame = ''] =
		/<iframe src="([^"]+)"[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/.exec(text) ?? []
	const { response, text: mail } = await open(place, frame)
	expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox allow-popups/)
	expect(mail).toContain('<head><base target="_blank"></head>')
	expect((await open(place, '/practice/mailbox/unknown/html')).response.status).toBe(404)
})

test('the forms for moods set echo, faults and who takes messages', async ({ place }) => {
	await form(place, '/practice/write', { network: 'x', visibility: 'private', author: 'Mia', text: 'Hallo' })
	const rules = { echo: 'off', selfServe: 'on', duplicates: 'account', readDelaySeconds: '7' }
	await form(place, '/practice/rules', { ...rules, messages: '2', messagesDay: '9', posts: '3', windowSeconds: '10' })
	await form(place, '/practice/fault', {
		network: 'x',
		kind: '429',
		times: '3',
		resetSeconds: '5',
		visibility: '',
		calls: '',
	})
	await form(place, '/practice/fault', { network: '', kind: 'revoked', times: '', visibility: 'private', calls: '' })
	const people = (await place.get('/practice/people')).body as { items: { id: string }[] }
	await form(place, '/practice/accepts', { network: 'x', id: people.items[0]?.id ?? '', accepts: 'no' })
	expect((await place.get('/practice/settings')).body).toMatchObject({
		echo: false,
		readDelaySeconds: 7,
		x: {
			selfServe: true,
			duplicates: 'account',
			limits: {
				messages: { limit: 2, perDay: 9, windowSeconds: 10 },
				posts: { limit: 3, perDay: 10_000, windowSeconds: 10 },
				hides: { limit: 50, windowSeconds: 900 },
			},
		},
	})
	const faults = async () => ((await place.get('/practice/faults')).body as { items: { id: number }[] }).items
	expect(await faults()).toEqual([
		{ id: expect.any(Number), network: 'x', kind: '429', calls: 'writing', times: 3, resetSeconds: 5 },
		{ id: expect.any(Number), kind: 'revoked', visibility: 'private', calls: 'all' },
	])
	expect((await open(place, '/practice?lang=en')).text).toContain('until lifted')
	await form(place, '/practice/fault/lift', { id: String((await faults())[1]?.id) })
	expect(await faults()).toMatchObject([{ kind: '429' }])
	expect((await place.get('/practice/people')).body).toMatchObject({ items: [{ name: 'Mia', acceptsMessages: false }] })
	await form(place, '/practice/fault/clear', {})
	expect(await faults()).toEqual([])
	await form(place, '/practice/rules/reset', {})
	expect((await place.get('/practice/settings')).body).toMatchObject({ echo: true, readDelaySeconds: 2 })
})

test('refuses an unknown path with a problem', async ({ place }) => {
	const { response } = await open(place, '/practice/nothing')
	expect(response.status).toBe(404)
	expect(response.headers.get('content-type')).toContain('application/problem+json')
})
