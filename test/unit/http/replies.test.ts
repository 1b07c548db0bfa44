import { describe, expect } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { DAY, MINUTE } from '#shared/kernel/clock.ts'
import { createDeskPlace, type DeskPlace, START } from '#test/fixtures/desk-place.ts'
import { it } from '#test/fixtures/desk-test.ts'

const TEXT = 'Das tut uns leid. Wir schauen sofort nach und melden uns.'
const typed = (code: string) => ({ type: `urn:hilft:problem:${code}` })
const facebook = {
	network: 'facebook',
	accountId: '2001',
	form: 'comment',
	author: { id: '88', handle: 'Erika' },
} as const
const dm = { form: 'dm', visibility: 'private' } as const

const versionOf = async (desk: DeskPlace, id: CaseId): Promise<number> => (await desk.store.load(id))?.version ?? 0
const answer = async (desk: DeskPlace, id: CaseId, body: Record<string, unknown> = {}, as = 'anna', headers = {}) =>
	desk.ask(`POST /api/cases/${id}/replies`, {
		as,
		headers,
		body: { version: (await versionOf(desk, id)) || 1, visibility: 'public', text: TEXT, ...body },
	})
const preview = (desk: DeskPlace, id: CaseId, body: object = {}, as = 'anna') =>
	desk.ask(`POST /api/cases/${id}/replies/preview`, { as, body: { visibility: 'public', text: TEXT, ...body } })
const sendOf = async (desk: DeskPlace, id: CaseId) => (await desk.store.load(id))?.sends.at(-1)
const send = async (desk: DeskPlace, id: CaseId) => {
	const send = (await sendOf(desk, id))?.id ?? 'send_none0000000000000000000000'
	await applyCommand(desk, id, { kind: 'startSend', send, after: 0 })
	await applyCommand(desk, id, { kind: 'recordSent', send })
}
const replyId = (body: Record<string, unknown>): string => (body.reply as { id: string }).id

describe('POST /api/cases/{id}/replies', () => {
	it('queues the answer with the initials under it, to leave after fifteen seconds', async ({ desk }) => {
		const id = await desk.writes()
		const { status, body } = await answer(desk, id)
		expect(status).toBe(200)
		expect(body.reply).toMatchObject({ text: `${TEXT} ^an`, initials: 'an', leavesAt: '2026-11-22T12:00:15.000Z' })
		expect(desk.factsOf(id).slice(-2)).toEqual(['CaseClaimed', 'ReplyQueued'])
		const shown = await desk.ask(`GET /api/cases/${id}`, { as: 'ben' })
		const timeline = shown.body.timeline as Record<string, unknown>[]
		expect(timeline.find(({ kind }) => kind === 'reply')).toMatchObject({
			id: replyId(body),
			text: `${TEXT} ^an`,
			agent: 'anna',
			channel: 'x',
			visibility: 'public',
			author: 'agent',
			delivery: { state: 'queued', until: '2026-11-22T12:00:15.000Z' },
		})
	})
	it('freezes whom it goes to with the words', async ({ desk }) => {
		const id = await desk.writes({ contentId: '9001' })
		const { body } = await answer(desk, id)
		const [content] = await desk.content.get([replyId(body) as never])
		expect(content).toMatchObject({ accountId: '1001', userId: '77', parentId: '9001', answers: { form: 'mention' } })
	})
	it('goes where the agent points, and by default to the newest message of that visibility', async ({ desk }) => {
		const id = await desk.writes({ contentId: '9001' })
		desk.pass(MINUTE)
		await desk.writes({ contentId: '9002', sentAt: '2026-11-22T12:01:00.000Z' })
		const newest = await preview(desk, id)
		const timeline = (await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })).body.timeline as {
			id: string
			kind: string
		}[]
		const [first, second] = timeline.filter(({ kind }) => kind === 'message')
		expect(newest.body.recipient).toMatchObject({ inReplyTo: second?.id, handle: 'Kundin', name: 'Erika Muster' })
		expect((await preview(desk, id, { inReplyTo: first?.id })).body.recipient).toMatchObject({ inReplyTo: first?.id })
	})
	it.for([['an id of no message', 'msg_00000000000000000000000000']] as const)(
		'refuses %s',
		async ([_, inReplyTo], { desk }) => {
			const id = await desk.writes()
			expect(await answer(desk, id, { inReplyTo })).toMatchObject({ status: 404, body: typed('message-unknown') })
		},
	)
	it('refuses a message of another case', async ({ desk }) => {
		const id = await desk.writes()
		const other = await desk.writes({ author: { id: '78' } })
		const { body } = await desk.ask(`GET /api/cases/${other}`, { as: 'anna' })
		const message = (body.timeline as { id: string; kind: string }[]).find(({ kind }) => kind === 'message')
		expect(await answer(desk, id, { inReplyTo: message?.id })).toMatchObject({ status: 404 })
	})
	it('refuses an unknown case, a stale version, nobody and an auditor', async ({ desk }) => {
		const id = await desk.writes()
		const unknown = 'case_00000000000000000000000000'
		expect(await answer(desk, unknown)).toMatchObject({ status: 404, body: typed('case-unknown') })
		expect(await preview(desk, unknown)).toMatchObject({ status: 404, body: typed('case-unknown') })
		expect(await answer(desk, id, { version: 1 })).toMatchObject({ status: 409, body: typed('stale-version') })
		const path = `POST /api/cases/${id}/replies`
		const body = { version: 2, visibility: 'public', text: TEXT }
		expect((await desk.ask(path, { body })).status).toBe(401)
		expect((await desk.ask(path, { as: 'ada', role: 'auditor', body })).status).toBe(403)
	})
	it('says once what a repeat under the same key asks again', async ({ desk }) => {
		const id = await desk.writes()
		const key = { 'Idempotency-Key': 'k1' }
		const version = await versionOf(desk, id)
		const first = await answer(desk, id, { version }, 'anna', key)
		desk.pass(MINUTE)
		const again = await answer(desk, id, { version }, 'anna', key)
		expect(again).toMatchObject({ status: 200, body: { reply: first.body.reply as object } })
		expect(desk.factsOf(id).filter((kind) => kind === 'ReplyQueued')).toHaveLength(1)
	})
	it('refuses what is too long, with the weighted length, initials included', async ({ desk }) => {
		const id = await desk.writes()
		const fits = 'a'.repeat(276)
		expect((await preview(desk, id, { text: fits })).body).toMatchObject({ length: 280, limit: 280, refusals: [] })
		expect(await answer(desk, id, { text: `${fits}€` })).toMatchObject({
			status: 422,
			body: { ...typed('text-too-long'), length: 282, limit: 280 },
		})
		expect(await answer(desk, id, { text: '  ' })).toMatchObject({ status: 422, body: typed('text-empty') })
		expect((await answer(desk, id, { text: fits })).status).toBe(200)
	})
	it('counts the private message on Instagram in bytes', async ({ desk }) => {
		const id = await desk.writes({ ...facebook, ...dm, network: 'instagram', accountId: '3001' })
		const refused = await answer(desk, id, { visibility: 'private', text: 'ü'.repeat(500) })
		expect(refused).toMatchObject({ status: 422, body: { length: 1004, limit: 1000 } })
	})
	it.for([
		['a phone number', 'Rufen Sie mich an: 0431 / 12 34 567'],
		['an IBAN', 'Bitte an DE89 3704 0044 0532 0130 00'],
		['a mail address', 'Schreiben Sie an erika.muster@web.de'],
		['a customer number', 'Ihre Kundennummer 1234567890 haben wir'],
	] as const)('refuses %s in public, and lets no reason overrule that', async ([_, text], { desk }) => {
		const id = await desk.writes()
		const overrides = [{ warning: 'identicalText', reason: 'meantSo' }]
		const refused = await answer(desk, id, { text, overrides })
		expect(refused).toMatchObject({ status: 422, body: typed('personal-data') })
		expect(refused.body.findings).toHaveLength(1)
		expect(refused.text).not.toContain('1234567')
		expect((await answer(desk, id, { text, visibility: 'private' })).status).toBe(200)
	})
	it('lets our own hotline and address pass', async ({ desk }) => {
		const id = await desk.writes()
		expect((await answer(desk, id, { text: 'Rufen Sie uns an: 0800 0000000, hilft@hilft.example' })).status).toBe(200)
	})
	it('warns of du to whom Sie is due, names the words, and takes a reason', async ({ desk }) => {
		const id = await desk.writes()
		const text = 'Schreib uns bitte, wann du erreichbar bist.'
		const warned = await answer(desk, id, { text })
		expect(warned).toMatchObject({ status: 409, body: { ...typed('warnings-open'), warnings: [{ code: 'saysDu' }] } })
		expect(JSON.stringify(warned.body.warnings)).toContain('du')
		const overrides = [{ warning: 'saysDu', reason: 'customerAgreed' }]
		expect((await answer(desk, id, { text, overrides })).status).toBe(200)
		const [fact] = (await desk.store.factsAfter(id, 0)).slice(-1)
		expect(fact?.fact).toMatchObject({ kind: 'ReplyQueued', overrides })
	})
	it.for([
		['en', 'Wir schauen sofort nach und melden uns dann bei Ihnen.', ['otherLanguage']],
		['tr', 'Wir schauen sofort nach und melden uns dann bei Ihnen.', ['otherLanguage']],
		['de', 'We are looking into this and will be with you soon.', ['otherLanguage']],
		['en', 'We are looking into this and will be with you soon.', []],
		['tr', 'Merhaba, sorununuz için teşekkürler, size çok yakında yazacağız.', []],
		['de', 'Wir schauen sofort nach und melden uns dann bei Ihnen.', []],
		['en', 'Router: FRITZ!Box 7590 AX', []],
	] as const)('warns who writes to a customer of %s: "%s"', async ([language, text, codes], { desk }) => {
		const id = await desk.writes({ addressAndLanguage: { language } })
		const { body } = await preview(desk, id, { text })
		expect((body.warnings as { code: string }[]).map(({ code }) => code)).toEqual(codes)
	})
	it('lets an answer in another language pass with a reason', async ({ desk }) => {
		const id = await desk.writes({ addressAndLanguage: { language: 'en' } })
		const text = 'Wir schauen sofort nach und melden uns dann bei Ihnen.'
		expect(await answer(desk, id, { text })).toMatchObject({ status: 409, body: typed('warnings-open') })
		const overrides = [{ warning: 'otherLanguage', reason: 'customerAgreed' }]
		expect((await answer(desk, id, { text, overrides })).status).toBe(200)
	})
	it('warns of Sie to whom du is due', async ({ desk }) => {
		const id = await desk.writes({ addressAndLanguage: { form: 'du', evidence: 'habt ihr' } })
		const { body } = await preview(desk, id, { text: 'Können Sie uns sagen, seit wann?' })
		expect(body.warnings).toMatchObject([{ code: 'saysSie' }])
	})
	it('warns of the same text to somebody else, not to the same customer', async ({ desk }) => {
		const [id, other] = [await desk.writes(), await desk.writes({ author: { id: '78' } })]
		await answer(desk, id)
		expect((await preview(desk, id)).body.warnings).toEqual([])
		expect((await preview(desk, other, { text: `${TEXT.toUpperCase()} ` }, 'ben')).body.warnings).toEqual([
			{ code: 'identicalText' },
		])
	})
	it('warns of the price of a link on X, and tells the cost of each answer there', async ({ desk }) => {
		const id = await desk.writes()
		expect((await preview(desk, id)).body.cost).toEqual({ amount: 0.015, currency: 'USD', hasLink: false })
		const linked = await preview(desk, id, { text: 'Mehr dazu auf telekom.de/hilfe' })
		expect(linked.body).toMatchObject({ cost: { amount: 0.2, hasLink: true }, warnings: [{ code: 'linkPrice' }] })
		const comment = await desk.writes(facebook)
		expect((await preview(desk, comment, { text: 'Mehr dazu auf telekom.de/hilfe' })).body).not.toHaveProperty('cost')
	})
	it('refuses a second agent, and shows who has answered what', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		const refused = await answer(desk, id, {}, 'ben')
		expect(refused).toMatchObject({ status: 409, body: { ...typed('claimed-by-other'), claimedBy: 'anna' } })
		expect((await preview(desk, id, {}, 'ben')).body.refusals).toMatchObject([
			{ code: 'claimed-by-other', claimedBy: 'anna' },
		])
		await answer(desk, id)
		expect(await answer(desk, id, {}, 'ben')).toMatchObject({ status: 409, body: { text: `${TEXT} ^an` } })
	})
	it('tells who took the case and what they answered also to who looked at it before', async ({ desk }) => {
		const id = await desk.writes()
		const version = await versionOf(desk, id)
		await answer(desk, id)
		const lost = await answer(desk, id, { version }, 'ben')
		expect(lost).toMatchObject({
			status: 409,
			body: { ...typed('claimed-by-other'), claimedBy: 'anna', text: `${TEXT} ^an` },
		})
		expect(await answer(desk, id, { version })).toMatchObject({ status: 409, body: typed('stale-version') })
	})
	it.for([
		['\u200b', 'text-empty'],
		['\u00ad \u2060', 'text-empty'],
		['a\u0000b', 'text-invalid'],
		['a\uffffb', 'text-invalid'],
		['a\ud800b', 'text-invalid'],
	] as const)('refuses a text that nobody can read: %j', async ([text, code], { desk }) => {
		const id = await desk.writes()
		expect(await answer(desk, id, { text, visibility: 'private' })).toMatchObject({ status: 422, body: typed(code) })
	})
	it('keeps line ends, emoji and signs as they are written', async ({ desk }) => {
		const id = await desk.writes()
		const text = 'Ä & <b>\n\n👨‍👩‍👧 „gut“ –\tja'
		expect((await answer(desk, id, { text, visibility: 'private' })).body.reply).toMatchObject({ text: `${text} ^an` })
	})
	it('keeps the claim of whoever writes, and frees it after twenty minutes of silence', async ({ desk }) => {
		const id = await desk.writes()
		await desk.ask(`POST /api/cases/${id}/claim`, { as: 'anna', body: {} })
		desk.pass(15 * MINUTE)
		await desk.ask(`PUT /api/cases/${id}/drafts/public`, { as: 'anna', body: { text: 'Ich schreibe noch' } })
		desk.pass(15 * MINUTE)
		expect((await answer(desk, id, {}, 'ben')).status).toBe(409)
		desk.pass(5 * MINUTE)
		expect((await answer(desk, id, {}, 'ben')).status).toBe(200)
	})
	it('asks for an answer below a private reply, of which there is only one, and counts the question', async ({
		desk,
	}) => {
		const id = await desk.writes(facebook)
		const { body } = await preview(desk, id, { visibility: 'private', text: `${TEXT} ^an` })
		expect(body.window).toMatchObject({ kind: 'privateReply' })
		expect(body.text).toBe(
			`${TEXT}\n\nAntworten Sie bitte kurz auf diese Nachricht, dann können wir Ihnen hier weiter schreiben. ^an`,
		)
		expect(body.length).toBe((body.text as string).length)
		await desk.writes({ ...facebook, ...dm })
		expect((await preview(desk, id, { visibility: 'private' })).body.text).toBe(`${TEXT} ^an`)
		expect((await preview(desk, await desk.writes(), { visibility: 'private' })).body.text).toBe(`${TEXT} ^an`)
	})
	it('refuses a closed window with what else is possible', async ({ desk }) => {
		const id = await desk.writes({ ...facebook, ...dm, sentAt: '2026-11-21T12:00:31.000Z' })
		expect((await preview(desk, id, { visibility: 'private' })).body.window).toMatchObject({ kind: 'standard' })
		desk.pass(2 * DAY)
		expect((await preview(desk, id, { visibility: 'private' })).body.window).toMatchObject({ kind: 'humanAgent' })
		desk.pass(4 * DAY + MINUTE)
		const refused = await answer(desk, id, { visibility: 'private' })
		expect(refused).toMatchObject({ status: 409, body: { ...typed('window-closed'), possible: [] } })
		expect(await answer(desk, id)).toMatchObject({ status: 409, body: typed('no-message-to-answer') })
		const listed = await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		expect(listed.body.case).toMatchObject({ answerBy: '2026-11-28T12:00:31.000Z' })
	})
	it('refuses both ways to who names us outside our page, and leads there', async ({ desk }) => {
		const named = { ...facebook, form: 'groupMention', contentId: '123_9', threadId: '555_123' } as const
		const id = await desk.writes(named)
		expect((await preview(desk, id)).body.refusals).toMatchObject([{ why: 'notOurPage' }])
		for (const [visibility, code] of [
			['public', 'answer-by-hand'],
			['private', 'never-open'],
		] as const) {
			const link = 'https://www.facebook.com/123?comment_id=9'
			const refused = await answer(desk, id, { visibility })
			expect(refused).toMatchObject({ status: 409, body: { ...typed(code), link, possible: [] } })
			expect((await preview(desk, id, { visibility })).body.refusals).toMatchObject([{ code, link }])
		}
		const version = await versionOf(desk, id)
		const body = { version, fields: ['customerNumber'] }
		expect(await desk.ask(`POST /api/cases/${id}/data-requests`, { as: 'anna', body })).toMatchObject({
			status: 409,
			body: typed('answer-by-hand'),
		})
		await desk.writes({ ...facebook, ...dm })
		expect((await preview(desk, id, { visibility: 'private' })).body).toMatchObject({
			window: { kind: 'standard' },
			refusals: [],
		})
	})
	it('leaves by the last moment that still has room for its time to undo, and is refused a moment later', async ({
		desk,
	}) => {
		const id = await desk.writes({ ...facebook, ...dm })
		desk.pass(7 * DAY - 30_001)
		const { body } = await preview(desk, id, { visibility: 'private' })
		expect(body).toMatchObject({ window: { kind: 'humanAgent', until: '2026-11-29T12:00:00.000Z' }, refusals: [] })
		desk.pass(1)
		expect((await preview(desk, id, { visibility: 'private' })).body.refusals).toMatchObject([
			{ code: 'window-closed' },
		])
		expect(await answer(desk, id, { visibility: 'private' })).toMatchObject({
			status: 409,
			body: typed('window-closed'),
		})
	})
	it('under the self-serve rule says: by hand, with a link, then marks the case as answered', async ({
		issuer,
		desk,
	}) => {
		desk = createDeskPlace(issuer, { X_ANSWERS: 'summonedOnly' })
		const id = await desk.writes({ contentId: '9001', form: 'reply' })
		const refused = await answer(desk, id)
		expect(refused).toMatchObject({
			status: 409,
			body: { ...typed('answer-by-hand'), link: 'https://x.com/i/status/9001' },
		})
		expect(refused.body.possible).toEqual([{ visibility: 'private', channel: 'x' }])
		expect((await preview(desk, id)).body.refusals).toMatchObject([{ code: 'answer-by-hand' }])
		await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		const done = await desk.ask(`POST /api/cases/${id}/answered-by-hand`, {
			as: 'anna',
			body: { version: await versionOf(desk, id) },
		})
		expect(done.body.case).toMatchObject({ unanswered: 0, turn: 'customer' })
		const called = await desk.writes({ author: { id: '79' }, isSummons: true })
		expect((await answer(desk, called)).status).toBe(200)
	})
	it('by mail needs an address that the customer confirmed', async ({ desk }) => {
		const id = await desk.writes()
		expect(await answer(desk, id, { visibility: 'mail' })).toMatchObject({
			status: 409,
			body: typed('no-confirmed-address'),
		})
		expect((await preview(desk, id, { visibility: 'mail' })).body.recipient).toEqual({
			channel: 'mail',
			visibility: 'private',
		})
	})
})

describe('what can be done with an answer', () => {
	const act = async (desk: DeskPlace, id: CaseId, reply: string, name: string, body: object = {}, as = 'anna') =>
		desk.ask(`POST /api/cases/${id}/replies/${reply}/${name}`, {
			as,
			body: { version: await versionOf(desk, id), ...body },
		})

	it('withdraws it until it is sent', async ({ desk }) => {
		const id = await desk.writes()
		const reply = replyId((await answer(desk, id)).body)
		const withdrawn = await act(desk, id, reply, 'withdrawal')
		expect(withdrawn.status).toBe(200)
		expect((await sendOf(desk, id))?.status.kind).toBe('withdrawn')
		const second = replyId((await answer(desk, id)).body)
		desk.pass(15_000)
		await send(desk, id)
		expect(await act(desk, id, second, 'withdrawal')).toMatchObject({ status: 409, body: typed('reply-sent') })
		expect(await act(desk, id, 'msg_00000000000000000000000000', 'withdrawal')).toMatchObject({ status: 404 })
	})
	it('corrects and deletes on Facebook, and only deletes on X', async ({ desk }) => {
		const id = await desk.writes(facebook)
		const reply = replyId((await answer(desk, id)).body)
		desk.pass(15_000)
		await send(desk, id)
		expect((await act(desk, id, reply, 'correction', { text: 'Ohne Kundennummer 1234567890' })).body).toMatchObject(
			typed('personal-data'),
		)
		const corrected = await act(desk, id, reply, 'correction', { text: 'Besser so.' }, 'anna')
		expect(corrected.status).toBe(200)
		const correction = await sendOf(desk, id)
		const words = correction?.purpose === 'correction' ? correction.contentId : undefined
		expect(await desk.content.get(words === undefined ? [] : [words])).toMatchObject([
			{ kind: 'correction', text: 'Besser so. ^an' },
		])
		const onX = await desk.writes()
		const post = replyId((await answer(desk, onX)).body)
		desk.pass(15_000)
		await send(desk, onX)
		expect(await act(desk, onX, post, 'correction', { text: 'Anders.' })).toMatchObject({
			status: 409,
			body: typed('no-corrections'),
		})
		expect((await act(desk, onX, post, 'deletion')).status).toBe(200)
	})
	it('takes a word of a person on what could not be followed', async ({ desk }) => {
		const id = await desk.writes()
		const reply = replyId((await answer(desk, id)).body)
		expect(await act(desk, id, reply, 'resolution', { arrived: true })).toMatchObject({
			status: 409,
			body: typed('reply-not-in-doubt'),
		})
		desk.pass(15_000)
		const send = (await sendOf(desk, id))?.id ?? 'send_none0000000000000000000000'
		await applyCommand(desk, id, { kind: 'startSend', send, after: 0 })
		await applyCommand(desk, id, { kind: 'recordUnknown', send, attempt: 1 })
		expect((await act(desk, id, reply, 'resolution', { arrived: true })).body.case).toMatchObject({ unanswered: 0 })
	})
	it('hides what a customer wrote in public, and nothing private', async ({ desk }) => {
		const id = await desk.writes(facebook)
		const messageOf = async (of: CaseId) => {
			const { body } = await desk.ask(`GET /api/cases/${of}`, { as: 'anna' })
			return (body.timeline as { id: string; kind: string }[]).find(({ kind }) => kind === 'message')?.id
		}
		const hidden = await desk.ask(`POST /api/cases/${id}/messages/${await messageOf(id)}/hide`, {
			as: 'anna',
			body: {},
		})
		expect(hidden.status).toBe(200)
		expect(await sendOf(desk, id)).toMatchObject({ purpose: 'hide', via: 'facebook' })
		const elsewhere = await desk.writes({ ...facebook, form: 'wallShare', author: { id: '90' } })
		expect(
			await desk.ask(`POST /api/cases/${elsewhere}/messages/${await messageOf(elsewhere)}/hide`, {
				as: 'anna',
				body: {},
			}),
		).toMatchObject({ status: 409, body: typed('hide-impossible') })
		const secret = await desk.writes({ ...facebook, ...dm, author: { id: '89' } })
		expect(
			await desk.ask(`POST /api/cases/${secret}/messages/${await messageOf(secret)}/hide`, { as: 'anna', body: {} }),
		).toMatchObject({ status: 409, body: typed('message-private') })
	})
})

describe('personal data that a customer wrote in public', () => {
	it('are a signal with a ready text that asks to delete them, in the form of address of the customer', async ({
		desk,
	}) => {
		const id = await desk.writes({ addressAndLanguage: { form: 'du', evidence: 'habt ihr' } })
		const message = (await desk.store.load(id))?.lastMessage?.message ?? 'msg_00000000000000000000000000'
		await applyCommand(desk, id, { kind: 'recordExposure', message, fields: ['phone'] })
		const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		expect(body.case).toMatchObject({
			exposures: [{ message, fields: ['phone'], text: expect.stringContaining('In deinem Beitrag') }],
		})
		const [exposure] = (body.case as { exposures: { text: string }[] }).exposures
		expect((await preview(desk, id, { text: exposure?.text })).body).toMatchObject({ warnings: [], refusals: [] })
	})
})

describe('an answer that waits beyond its time', () => {
	const heldOf = async (desk: DeskPlace, id: CaseId) => {
		const { body } = await desk.ask(`GET /api/cases/${id}`, { as: 'anna' })
		const entries = body.timeline as {
			kind: string
			delivery?: { state: string; held?: string | undefined } | undefined
		}[]
		return entries.find(({ kind }) => kind === 'reply')?.delivery?.held
	}
	it('says what it waits for', async ({ desk }) => {
		const id = await desk.writes(facebook)
		await answer(desk, id)
		expect(await heldOf(desk, id)).toBeUndefined()
		desk.pass(MINUTE)
		expect(await heldOf(desk, id)).toBeUndefined()
		await desk.sendLimits.stop({ network: 'facebook', accountId: '2001' }, 'accountBlocked', START)
		expect(await heldOf(desk, id)).toBe('accountBlocked')
		desk.stopSending()
		expect(await heldOf(desk, id)).toBe('sendingStopped')
	})
	it('on X in private waits for our own pace', async ({ desk }) => {
		const id = await desk.writes()
		await answer(desk, id, { visibility: 'private' })
		desk.pass(10_000)
		expect(await heldOf(desk, id)).toBeUndefined()
		desk.pass(MINUTE)
		expect(await heldOf(desk, id)).toBe('pace')
	})
})

describe('initials', () => {
	it('are unique for good, and retired with their agent', async ({ desk }) => {
		const take = (as: string, initials: string) => desk.ask('POST /api/agents/me/initials', { as, body: { initials } })
		expect((await take('anna', 'ab')).body.agent).toMatchObject({ sub: 'anna', initials: 'ab' })
		expect(await take('ben', 'ab')).toMatchObject({ status: 409, body: typed('initials-taken') })
		expect((await take('anna', 'ax')).body.agent).toMatchObject({ sub: 'anna', initials: 'ax' })
		expect(await take('ben', 'ab')).toMatchObject({ status: 409 })
		expect((await take('anna', 'ax')).status).toBe(200)
		const retire = (as: string, role?: string) => desk.ask('POST /api/agents/anna/retirement', { as, body: {}, role })
		expect((await retire('ben')).status).toBe(403)
		expect((await retire('lea', 'lead')).body.agent).toMatchObject({ sub: 'anna', retired: true })
		expect(await take('ben', 'ab')).toMatchObject({ status: 409 })
		const id = await desk.writes()
		expect(await answer(desk, id)).toMatchObject({ status: 403, body: typed('agent-retired') })
	})
	it('are given at the first answer, other ones where they are taken', async ({ desk }) => {
		const id = await desk.writes()
		expect((await preview(desk, id, {}, 'anna')).body.initials).toBe('an')
		expect((await preview(desk, id, {}, 'anton')).body.initials).toBe('at')
	})
})
