import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPrivateForm, type MessageForm, messageFormSchema } from '#shared/cases/codes.ts'
import { decide } from '#shared/cases/decide.ts'
import { answerWindows } from '#shared/cases/replies/answer-window.ts'
import { SENDING_MARGIN } from '#shared/cases/replies/messaging-window.ts'
import type { NetworkSend } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { privateMessageMode } from '#shared/channels/meta/send-message.ts'
import { addMilliseconds, DAY, HOUR, type Instant, SECOND } from '#shared/kernel/clock.ts'
import { composeSend } from '#shared/sending/compose-send.ts'
import { ANNA, afterFacts, keyOf, message, opened, stateOf } from '#test/support/case-factories.ts'
import { aReply } from '#test/support/content-factories.ts'

/** What a customer did: in public, by a form, and in private; and which of both an agent answers in private. */
type Scene = {
	readonly network: 'facebook' | 'instagram'
	readonly form: MessageForm
	readonly writtenAt: Instant
	readonly heardAt: Instant | undefined
	readonly answers: 'public' | 'private'
	readonly isReplyUsed: boolean
	readonly undo: number
}

const START: Instant = '2026-11-22T10:00:00.000Z'
const contact = keyOf('contact', 1)
const POST = keyOf('msg', 1)
const PRIVATE = keyOf('msg', 2)

const stateIn = ({ network, form, writtenAt, heardAt, isReplyUsed }: Scene): CaseState => {
	const written = stateOf(opened(), message(1, 0, { network, form, sentAt: writtenAt }))
	const dm = { network, form: 'dm', visibility: 'private', sentAt: heardAt ?? START } as const
	const state = heardAt === undefined ? written : afterFacts(written, message(2, 0, dm))
	return isReplyUsed ? { ...state, repliedPrivately: [POST] } : state
}

const answeredIn = ({ network, form, writtenAt, heardAt, answers }: Scene) =>
	answers === 'private' && heardAt !== undefined
		? ({ message: PRIVATE, contact, network, visibility: 'private', form: 'dm', sentAt: heardAt } as const)
		: ({ message: POST, contact, network, visibility: 'public', form, sentAt: writtenAt } as const)

/** What the case says to an agent who presses send at `now`. */
const decided = (scene: Scene, now: Instant) =>
	decide(
		stateIn(scene),
		{
			kind: 'reply',
			by: ANNA,
			send: keyOf('send', 1),
			reply: keyOf('msg', 100),
			target: { visibility: 'private', answered: answeredIn(scene) },
			purpose: 'answer',
			rules: { xAnswersSummonsOnly: false },
			undoMilliseconds: scene.undo,
			overrides: [],
		},
		now,
	)

/** How the sender judges that answer at `now`, as it is composed for it. */
const sent = async (scene: Scene, now: Instant) => {
	const answered = answeredIn(scene)
	const { network, form, sentAt } = answered
	const frozen = { via: network, accountId: '2001', userId: '5001', parentId: '11_22', answers: { form, at: sentAt } }
	const send: NetworkSend = {
		id: keyOf('send', 1),
		askedAt: now,
		waits: {},
		purpose: 'reply',
		via: network,
		visibility: 'private',
		message: answered.message,
		contact,
		contentId: keyOf('msg', 100),
		by: ANNA,
		replyPurpose: 'answer',
		leavesAt: now,
		seenVersion: 1,
		later: { first: [], count: 0 },
		status: { kind: 'started' },
		attempt: 1,
		since: now,
	}
	const settings = { linkSecret: 'none', dataOrigin: 'none', company: 'none', hotline: 'none' }
	const content = { get: async () => [aReply({ id: keyOf('msg', 100), text: 'Guten Tag', at: now, ...frozen })] }
	const contacts = { findByKeys: async () => [] }
	const act = await composeSend({ content, contacts, ...settings }, stateIn(scene), send)
	if (act?.type !== 'private') throw new Error('No private message')
	return privateMessageMode(act.message, now)
}

/** The windows that the API shows and this answer can use, by the rule that people read: shown until its end. */
const shown = (scene: Scene) =>
	answerWindows(stateIn(scene)).filter(
		({ kind }) => kind !== 'privateReply' || answeredIn(scene).visibility === 'public',
	)

const boundaries = ({ writtenAt, heardAt = writtenAt }: Scene): readonly Instant[] => [
	addMilliseconds(heardAt, 24 * HOUR),
	addMilliseconds(heardAt, 7 * DAY),
	addMilliseconds(writtenAt, 7 * DAY),
	addMilliseconds(writtenAt, 4 * HOUR),
]

const agree = async (scene: Scene, now: Instant): Promise<string> => {
	const leavesAt = addMilliseconds(now, scene.undo)
	const decision = decided(scene, now)
	const way = await sent(scene, leavesAt)
	const kind = decision.outcome === 'accepted' ? decision.window?.kind : 'closed'
	expect(kind).toBe(way.mode)
	const usable = shown(scene).find(({ until }) => addMilliseconds(leavesAt, SENDING_MARGIN) < until)
	expect(decision.window).toEqual(usable && { kind: usable.kind, until: usable.until })
	return way.mode
}

const publicForms = messageFormSchema.options.filter((form) => !isPrivateForm(form))
const hours = fc.integer({ min: 0, max: 8 * 24 }).map((count) => addMilliseconds(START, count * HOUR))
const scenes: fc.Arbitrary<Scene> = fc.record({
	network: fc.constantFrom('facebook' as const, 'instagram' as const),
	form: fc.constantFrom(...publicForms, 'comment' as const, 'post' as const, 'liveComment' as const),
	writtenAt: hours,
	heardAt: fc.option(hours, { nil: undefined }),
	answers: fc.constantFrom('public' as const, 'private' as const),
	isReplyUsed: fc.boolean(),
	undo: fc.oneof(fc.constantFrom(0, 15 * SECOND), fc.integer({ min: 0, max: 900 * SECOND })),
})

describe("Meta's windows", () => {
	it('are open to the agent who presses send exactly where they are open to the sender after the time to undo', async () => {
		const near = fc.integer({ min: -2, max: 2 })
		const anywhere = fc.integer({ min: -2 * DAY, max: 2 * DAY })
		const deltas = fc.oneof({ weight: 3, arbitrary: near }, { weight: 1, arbitrary: anywhere })
		await fc.assert(
			fc.asyncProperty(scenes, fc.nat(3), deltas, async (scene, which, delta) => {
				const end = boundaries(scene)[which] ?? START
				await agree(scene, addMilliseconds(end, delta - SENDING_MARGIN - scene.undo))
				await agree(scene, addMilliseconds(end, delta - SENDING_MARGIN))
				await agree(scene, addMilliseconds(end, delta))
			}),
			{ numRuns: 1_000 },
		)
	})

	const scene: Scene = {
		network: 'facebook',
		form: 'comment',
		writtenAt: START,
		heardAt: undefined,
		answers: 'public',
		isReplyUsed: false,
		undo: 15 * SECOND,
	}
	const heard = { heardAt: START, answers: 'private' } as const
	it.each([
		['any text', { ...scene, ...heard }, 24 * HOUR, 'standard', 'humanAgent'],
		['what a person typed', { ...scene, ...heard }, 7 * DAY, 'humanAgent', 'closed'],
		['the private reply to a comment', scene, 7 * DAY, 'privateReply', 'closed'],
		['that on Instagram', { ...scene, network: 'instagram' }, 7 * DAY, 'privateReply', 'closed'],
		[
			'that during a broadcast',
			{ ...scene, network: 'instagram', form: 'liveComment' },
			4 * HOUR,
			'privateReply',
			'closed',
		],
		['the private reply to a post', { ...scene, form: 'post' }, 7 * DAY, 'privateReply', 'closed'],
	] as const)(
		'end for %s 30 seconds early: the time to undo, and the margin of the sender',
		async (_, one, length, ...ways) => {
			for (const undo of [0, 15 * SECOND, 900 * SECOND]) {
				const last = addMilliseconds(START, length - undo - SENDING_MARGIN)
				expect(await agree({ ...one, undo }, addMilliseconds(last, -1))).toBe(ways[0])
				expect(await agree({ ...one, undo }, last)).toBe(ways[1])
			}
		},
	)

	it.each([
		['a post on Instagram', { ...scene, network: 'instagram', form: 'post' }, 'neverOpen', 'neverOpen'],
		['a review', { ...scene, form: 'review' }, 'neverOpen', 'neverOpen'],
		['a mention in a group', { ...scene, form: 'groupMention' }, 'neverOpen', 'neverOpen'],
		['a mention on Instagram', { ...scene, network: 'instagram', form: 'captionMention' }, 'neverOpen', 'neverOpen'],
		['a comment that had its one', { ...scene, isReplyUsed: true }, 'privateReplyUsed', 'privateReplyUsed'],
		[
			'a comment of last week',
			{ ...scene, writtenAt: addMilliseconds(START, -7 * DAY) },
			'windowClosed',
			'windowClosed',
		],
	] as const)('are closed for a private reply to %s, to agent and sender alike', async (_, one, refusal, reason) => {
		expect(decided(one, START)).toMatchObject({ outcome: 'refused', refusal })
		expect(await sent(one, addMilliseconds(START, one.undo))).toEqual({ mode: 'closed', reason })
	})
})
