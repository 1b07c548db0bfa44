import { expect } from 'vitest'
import { ATTACHED_KINDS, type Attached } from '#shared/cases/messages/pointed-at.ts'
import { DESK_TEXTS } from '#shared/desk/pages/texts/desk-texts.ts'
import { it } from '#test/fixtures/web-desk-test.ts'

/** Of each kind one, whose words are marked and try to be more than words. */
const EVIL = '<img src=x onerror=alert(1)>'
const ONE_OF_EACH: readonly Attached[] = ATTACHED_KINDS.map((kind): Attached => {
	if (kind === 'location') return { kind, lat: 54.323119, long: -10.1, title: EVIL }
	if (kind === 'ephemeral' || kind === 'unknown') return { kind }
	if (kind === 'image' || kind === 'video' || kind === 'audio' || kind === 'file' || kind === 'sticker') return { kind }
	return { kind, title: `${kind} ${EVIL}`, details: 'ab 9,99 €', url: `https://evil.example.test/${kind}` }
})

it.for(['de', 'en'] as const)(
	'what came along is named by its kind in %s, and no click leads astray',
	async (tag, { web, desk }) => {
		const dm = { form: 'dm', visibility: 'private', network: 'facebook', accountId: '2001', text: '' } as const
		const url = 'https://www.instagram.com/reel/C9/'
		const attached: readonly Attached[] = [...ONE_OF_EACH, { kind: 'reel', url }]
		const about = { kind: 'ad', title: 'Nur heute: 50 GB', url: 'https://www.facebook.com/2001_77' } as const
		const id = await desk.writes({ ...dm, attached, about })
		const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		const [entry] = (body.timeline as readonly { readonly kind: string }[]).filter(({ kind }) => kind === 'message')
		expect(entry).toMatchObject({ attachments: attached, about })
		const { cookie } = await web.enter('anna')
		const headers = { 'Accept-Language': tag }
		const page = await (await web.ask(`/desk/cases/${String(body.case?.number)}`, { cookie, headers })).text()
		const list = /<ul class="media".*?<\/ul>/s.exec(page)?.[0] ?? ''
		const { attached: names, about: abouts } = DESK_TEXTS[tag].caseCodes
		const items = [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => item)
		expect(items.map((item) => /^[^:<]*/.exec(item)?.[0].trim())).toEqual(attached.map(({ kind }) => names[kind]))
		expect(list).toContain('<a href="geo:54.32312,-10.1">54.32312, -10.1</a>')
		expect(page).toContain(abouts.ad)
		expect(page).not.toContain(EVIL)
		expect([...list.matchAll(/href="(https[^"]*)"/g)].map(([, href]) => href)).toEqual([url])
	},
)

it('a message that says nothing and brought nothing has no empty list', async ({ web, desk }) => {
	const id = await desk.writes({ text: 'Hallo' })
	const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
	const { cookie } = await web.enter('anna')
	const page = await (await web.ask(`/desk/cases/${String(body.case?.number)}`, { cookie })).text()
	expect(page).not.toMatch(/class="(?:media|pointed-at)"/)
})
