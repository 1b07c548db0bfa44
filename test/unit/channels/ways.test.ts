import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMS, isPrivateForm, type MessageForm } from '#shared/cases/codes.ts'
import { decide } from '#shared/cases/decide.ts'
import type { Network, Visibility } from '#shared/cases/network.ts'
import { type FormWay, wayOfForm } from '#shared/cases/replies/ways.ts'
import type { PrivateMessage, PublicMessage } from '#shared/channels/channel.ts'
import { test as graphTest, NOW } from '#test/fixtures/graph-stand-in.ts'
import { json, test as xTest } from '#test/fixtures/x-stand-in.ts'
import { answered, message, opened, reply, stateOf } from '#test/support/case-factories.ts'
import { ROOT } from '#test/support/source-files.ts'

/** How each form is answered, by the table: what the decider says of it, and what both senders call. */

type Row = { readonly network: Network; readonly form: MessageForm; readonly way: FormWay }
const ROWS: readonly Row[] = (Object.keys(FORMS) as Network[]).flatMap((network) =>
	FORMS[network].map((form) => ({ network, form, way: wayOfForm(network, form) })),
)
const ON_META = ROWS.filter(({ network }) => network !== 'x')
const ON_X = ROWS.filter(({ network }) => network === 'x')
const ACCOUNTS = { x: '1001', facebook: '2001', instagram: '3001' } as const

const askedOf = ({ network, form }: Row, visibility: Visibility) => {
	const there = { network, form, visibility: isPrivateForm(form) ? 'private' : 'public' } as const
	const state = stateOf(opened(), message(1, 0, there))
	const target = { visibility, answered: answered(there) } as const
	const decision = decide(state, reply(1, { target }), message(1, 1).at)
	return decision.outcome === 'accepted' ? 'accepted' : decision.refusal
}

describe('the table of ways', () => {
	it('has a row for each form of a network, with its source', () => {
		const sections = readFileSync(join(ROOT, 'shared/channels/NETWORKS.md'), 'utf8')
		expect(ROWS.length).toBeGreaterThan(20)
		for (const { way } of ROWS)
			for (const section of way.source.replace('NETWORKS.md ', '').split(', '))
				expect(sections).toContain(`### ${section} `)
	})
	it('answers nothing that a network does not have', () => {
		expect(wayOfForm('instagram', 'review')).toMatchObject({ public: { by: 'none' }, private: { by: 'none' } })
		expect(wayOfForm('x', 'groupMention')).toMatchObject({ isHideable: false, public: { by: 'none' } })
	})
	it.each(ROWS)('says to the agent how a $form on $network can be answered', (row) => {
		const { form, way } = row
		const isOpen = way.public.by !== 'none'
		const refusal = isPrivateForm(form) ? 'noMessageToAnswer' : 'answerByHand'
		expect(askedOf(row, 'public')).toBe(isOpen ? 'accepted' : refusal)
		expect(askedOf(row, 'private')).toBe(way.private.by === 'none' ? 'neverOpen' : 'accepted')
	})
})

const publicly = ({ network, form }: Row): PublicMessage => ({
	network,
	accountId: ACCOUNTS[network],
	inReplyTo: '178',
	form,
	threadId: form === 'captionMention' ? '178' : '90',
	text: 'Gerne',
})
const privately = ({ network, form }: Row): PrivateMessage => ({
	network,
	accountId: ACCOUNTS[network],
	recipientId: '6001',
	inReplyTo: { contentId: '178', form, sentAt: NOW },
	typedBy: 'person',
	text: 'Gerne',
})
const NEVER = { outcome: 'failed', reason: 'neverOpen' }

/** What Meta is called with, by the way of the row; the bodies are Meta's own words (NETWORKS.md 3.2, 3.5). */
const PUBLIC_CALLS = {
	comments: () => ({ path: '178/comments', body: { message: 'Gerne' } }),
	replies: () => ({ path: '178/replies', body: { message: 'Gerne' } }),
	mentions: (form: MessageForm) => ({
		path: '3001/mentions',
		body:
			form === 'captionMention'
				? { media_id: '178', message: 'Gerne' }
				: { media_id: '90', comment_id: '178', message: 'Gerne' },
	}),
} as const

const privateCall = ({ network, way }: Row) => {
	const path = network === 'instagram' ? 'me/messages' : '2001/messages'
	if (way.private.by !== 'privateReply')
		return { path, body: { recipient: { id: '6001' }, messaging_type: 'RESPONSE' } }
	return { path, body: { recipient: { [way.private.names]: '178' } } }
}

describe('our sender on Meta’s networks', () => {
	graphTest.for(ON_META)('answers a $form on $network in public in its way, or not at all', async (row, { graph }) => {
		graph.answer([200, { id: '55' }])
		const { by } = row.way.public
		const outcome = await graph.sender.sendPublic(publicly(row))
		if (by === 'none' || by === 'reply') {
			expect(outcome).toEqual(NEVER)
			expect(graph.received).toHaveLength(0)
			return
		}
		expect(outcome).toEqual({ outcome: 'sent', externalId: '55' })
		expect(graph.calls()).toEqual([{ method: 'POST', query: {}, ...PUBLIC_CALLS[by](row.form) }])
	})
	graphTest.for(ON_META)('answers a $form on $network in private in its way, or not at all', async (row, { graph }) => {
		graph.at(NOW)
		graph.answer([200, { recipient_id: '6001', message_id: 'm_1' }])
		const outcome = await graph.sender.sendPrivate(privately(row))
		if (row.way.private.by === 'none') {
			expect(outcome).toEqual(NEVER)
			expect(graph.received).toHaveLength(0)
			return
		}
		expect(outcome).toEqual({ outcome: 'sent', externalId: 'm_1' })
		expect(graph.calls()).toMatchObject([privateCall(row)])
	})
	graphTest('makes no call for a mention in a comment whose medium nobody named', async ({ graph }) => {
		graph.answer([200, { id: '55' }])
		const lost = { ...publicly({ network: 'instagram', form: 'commentMention', way: wayOfForm('x', 'dm') }) }
		for (const threadId of ['178', undefined])
			expect(await graph.sender.sendPublic({ ...lost, threadId })).toEqual({ outcome: 'failed', reason: 'forbidden' })
		expect(graph.received).toHaveLength(0)
	})
	graphTest('leaves it to a person whether a lost answer to a mention stands there', async ({ graph }) => {
		graph.answer([200, { data: [] }])
		const sought = publicly({ network: 'instagram', form: 'captionMention', way: wayOfForm('x', 'dm') })
		expect(await graph.sender.find(sought, NOW)).toEqual({ found: 'unknown' })
		expect(graph.received).toHaveLength(0)
	})
})

describe('our sender on X', () => {
	xTest.for(ON_X)('answers a $form in its way, or not at all', async (row, { x }) => {
		x.answers(json(201, { data: { id: '55' } }))
		const isOpen = row.way.public.by !== 'none'
		expect(await x.sender.sendPublic(publicly(row))).toEqual(isOpen ? { outcome: 'sent', externalId: '55' } : NEVER)
		expect(x.paths()).toEqual(isOpen ? ['POST /2/tweets'] : [])
	})
})
