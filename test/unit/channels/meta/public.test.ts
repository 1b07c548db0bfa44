import { describe, expect } from 'vitest'
import { graphProblem, test } from '#test/fixtures/graph-stand-in.ts'

test.beforeEach(({ graph }) => graph.answer([200, { id: '55_78' }]))

const answer = { network: 'facebook', accountId: '2001', inReplyTo: '55_77', form: 'comment', text: 'Gerne' } as const
const onInstagram = { ...answer, network: 'instagram', accountId: '3001', inReplyTo: '1786' } as const
const sent = { outcome: 'sent', externalId: '55_78' }
const closed = (reason: string) => ({ outcome: 'failed', reason })

describe('a public answer', () => {
	test('is a comment below the one it answers', async ({ graph }) => {
		expect(await graph.sender.sendPublic(answer)).toEqual(sent)
		expect(graph.calls()).toEqual([{ method: 'POST', path: '55_77/comments', query: {}, body: { message: 'Gerne' } }])
	})
	test('on Instagram is a reply', async ({ graph }) => {
		expect(await graph.sender.sendPublic(onInstagram)).toEqual(sent)
		expect(graph.calls()).toEqual([{ method: 'POST', path: '1786/replies', query: {}, body: { message: 'Gerne' } }])
		expect(graph.received[0]?.headers.authorization).toBe('Bearer instagram-token')
	})
	test('leads into a private message where it invites', async ({ graph }) => {
		await graph.sender.sendPublic({ ...answer, invite: true })
		await graph.sender.sendPublic({ ...onInstagram, invite: true })
		expect(graph.calls().map(({ body }) => body.message)).toEqual([
			'Gerne\nhttps://m.me/2001',
			'Gerne\nhttps://ig.me/m/hilft',
		])
	})
	test('cannot name any other address by the id it answers', async ({ graph }) => {
		await graph.sender.sendPublic({ ...answer, inReplyTo: 'me/accounts?x=' })
		expect(graph.received[0]?.path).toMatch(/^\/v26\.0\/me%2Faccounts%3Fx%3D\/comments\?/)
	})
	test.for([
		['facebook', answer, 8_000],
		['instagram', onInstagram, 2_200],
	] as const)('on %s is refused without a call where it is too long', async ([_, message, limit], { graph }) => {
		expect(await graph.sender.sendPublic({ ...message, text: 'a'.repeat(limit) })).toEqual(sent)
		expect(await graph.sender.sendPublic({ ...message, text: 'a'.repeat(limit + 1) })).toEqual(closed('tooLong'))
		expect(await graph.sender.sendPublic({ ...message, text: 'a'.repeat(limit), invite: true })).toEqual(
			closed('tooLong'),
		)
		expect(graph.received).toHaveLength(1)
	})
	test('to what is gone fails; said before is to be looked at', async ({ graph }) => {
		graph.answer(graphProblem(100, { error_subcode: 33 }))
		expect(await graph.sender.sendPublic(answer)).toEqual(closed('unknownTarget'))
		graph.answer(graphProblem(506))
		expect(await graph.sender.sendPublic(answer)).toEqual(closed('duplicate'))
	})
})

const ours = { network: 'facebook', accountId: '2001', contentId: '55_78' } as const
const oursOnInstagram = { network: 'instagram', accountId: '3001', contentId: '1787' } as const
const done = { outcome: 'sent', externalId: '55_78' }

describe('an answer of ours', () => {
	test.beforeEach(({ graph }) => graph.answer([200, { success: true }]))
	test('gets another text on Facebook', async ({ graph }) => {
		expect(await graph.sender.correct(ours, 'Sehr gerne')).toEqual(done)
		expect(graph.calls()).toEqual([{ method: 'POST', path: '55_78', query: {}, body: { message: 'Sehr gerne' } }])
	})
	test('refuses without a call another text on Instagram, and one that is too long', async ({ graph }) => {
		expect(await graph.sender.correct(oursOnInstagram, 'Sehr gerne')).toEqual(closed('forbidden'))
		expect(await graph.sender.correct(ours, 'a'.repeat(8_001))).toEqual(closed('tooLong'))
		expect(graph.received).toHaveLength(0)
	})
	test('is taken back', async ({ graph }) => {
		expect(await graph.sender.remove(ours)).toEqual(done)
		expect(await graph.sender.remove(oursOnInstagram)).toEqual({ outcome: 'sent', externalId: '1787' })
		expect(graph.calls()).toEqual([
			{ method: 'DELETE', path: '55_78', query: {} },
			{ method: 'DELETE', path: '1787', query: {} },
		])
	})
	test.for([[graphProblem(100, { error_subcode: 33 })], [graphProblem(803, {}, 404)]] as const)(
		'that is gone already has been taken back, and cannot be changed',
		async ([gone], { graph }) => {
			graph.answer(gone)
			expect(await graph.sender.remove(ours)).toEqual(done)
			expect(await graph.sender.correct(ours, 'x')).toEqual(closed('unknownTarget'))
			expect(await graph.sender.hide(ours, true)).toEqual(closed('unknownTarget'))
		},
	)
	test('of which Meta says that nothing was done has failed; of which it says nothing is open', async ({ graph }) => {
		for (const act of [() => graph.sender.remove(ours), () => graph.sender.correct(ours, 'x')]) {
			graph.answer([200, { success: false }])
			expect(await act()).toEqual(closed('rejected'))
			graph.answer([200, {}])
			expect(await act()).toEqual({ outcome: 'unknown' })
			graph.answer([500, {}])
			expect(await act()).toEqual({ outcome: 'unknown' })
			graph.answer(graphProblem(32))
			expect(await act()).toEqual({ outcome: 'limited', until: '2026-11-22T10:05:00.000Z', reason: 'limit' })
			graph.answer(graphProblem(190))
			expect(await act()).toEqual({ outcome: 'stopped', reason: 'tokenDead' })
		}
	})
})

describe('what a customer wrote below a post of ours', () => {
	test.beforeEach(({ graph }) => graph.answer([200, { success: true }]))
	test.for([true, false])('is hidden from the public, or shown again: %s', async (isHidden, { graph }) => {
		expect(await graph.sender.hide(ours, isHidden)).toEqual(done)
		expect(await graph.sender.hide(oursOnInstagram, isHidden)).toEqual({ outcome: 'sent', externalId: '1787' })
		expect(graph.calls()).toEqual([
			{ method: 'POST', path: '55_78', query: {}, body: { is_hidden: isHidden } },
			{ method: 'POST', path: '1787', query: {}, body: { hide: isHidden } },
		])
	})
})
