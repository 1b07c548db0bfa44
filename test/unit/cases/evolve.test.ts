import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { caseDueAt, SEND_OVERDUE } from '#shared/cases/due.ts'
import { fold } from '#shared/cases/evolve.ts'
import { fact } from '#shared/cases/fact.ts'
import { factSchema } from '#shared/cases/facts.ts'
import { caseListShards, dueShard, dueShards, listKey, listShard } from '#shared/cases/list-keys.ts'
import { type CaseState, caseStateSchema, HEAD_SCHEMA } from '#shared/cases/state.ts'
import { addMilliseconds } from '#shared/kernel/clock.ts'
import {
	ANNA,
	aCase,
	afterFacts,
	CASE,
	close,
	doing,
	keyOf,
	message,
	minute,
	opened,
	REQUEST,
	recordData,
	requestData,
	SEND,
	startSend,
	stateOf,
} from '#test/support/case-factories.ts'

const WEEK = 7 * 24 * 60
const goldenSchema = z.array(z.unknown())
const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL('golden-facts.json', import.meta.url), 'utf8')))

describe('the golden facts', () => {
	const facts = golden.map((stored) => factSchema().parse(stored))
	it('hold one of every kind there is', () => {
		const kinds = factSchema().options.map(({ shape }) => shape.kind.value)
		expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(kinds))
	})
	it('fold, as they were written, into the state they always meant', () => {
		const state = fold(
			CASE,
			facts.map((fact, index) => ({ version: index + 1, fact })),
		)
		expect(caseStateSchema.parse(state)).toEqual(state)
		expect(state).toMatchObject({
			schema: HEAD_SCHEMA,
			version: facts.length,
			state: 'open',
			turn: { who: 'ours' },
			number: '7K3M9QX',
			unanswered: { count: 0, first: [] },
			owner: keyOf('agent', 2),
			deputy: keyOf('agent', 1),
			form: 'du',
			language: 'en',
			holdsData: true,
			personErasure: 'done',
			sentReplies: [{ contentId: keyOf('msg', 21), isDeleted: true }],
			bouncedReplies: [keyOf('send', 23)],
			nativeAnswers: [],
			signals: [],
			foundData: [{ id: keyOf('sub', 9) }],
		})
		expect(state?.requests.map(({ status }) => status)).toEqual(['received', 'revoked', 'disowned', 'expired'])
		expect(state?.sends.map(({ purpose, status }) => `${purpose} ${status.kind}`)).toEqual([
			'invitation sent',
			'requestMail sent',
			'bounceNotice unknown',
			'requestMessage deferred',
			...['sent', 'sent', 'sent'].map((end) => `requestMessage ${end}`),
			'reply sent',
			'reply withdrawn',
			'reply failed',
			'correction sent',
			'hide queued',
			'deletion sent',
		])
	})
})

describe('whose turn it is', () => {
	it('is ours from the first message on', () => expect(aCase().turn).toEqual({ who: 'ours' }))
	it('is ours again at once when the customer writes', () => {
		const asked = doing(aCase(), 1, requestData())
		expect(asked.turn.who).toBe('customer')
		expect(afterFacts(asked, message(2, 2)).turn).toEqual({ who: 'ours' })
	})

	const askedThenWritten = (sentAt: number): CaseState => {
		const facts = [opened(), message(1, 0)]
		const asked = doing(stateOf(...facts), 1, requestData(), startSend())
		return afterFacts(asked, message(2, 4, { sentAt: minute(sentAt) }))
	}
	const mail = { kind: 'recordMailRequest', request: REQUEST, send: keyOf('send', 5), issue: 1 } as const

	it.each([
		['newer', 4],
		['older, but only now arrived', -10],
	])('stays ours through a machine’s step when an unseen message is %s', (_, sentAt) => {
		const written = askedThenWritten(sentAt)
		expect(written.turn).toEqual({ who: 'ours' })
		expect(doing(written, 5, mail).turn).toEqual({ who: 'ours' })
		const failure = { kind: 'recordFailure', send: SEND, attempt: 1, invitation: keyOf('send', 6) } as const
		expect(doing(written, 5, { ...failure, reason: 'recipientClosed' }).turn).toEqual({ who: 'ours' })
	})
	it("becomes the customer's by a machine's step once an agent has reminded them", () => {
		const bounce = {
			kind: 'recordBounce',
			request: REQUEST,
			issue: 1,
			reason: 'bounced',
			send: keyOf('send', 7),
		} as const
		const resent = doing(
			askedThenWritten(4),
			5,
			{ kind: 'resendRequest', by: ANNA, send: keyOf('send', 8) },
			mail,
			bounce,
		)
		expect(resent.turn).toEqual({ who: 'ours' })
		expect(doing(resent, 9, { ...mail, issue: 2 }).turn.who).toBe('customer')
	})
})

describe('what waits for an answer', () => {
	const facts = [message(3, 8), message(1, 2), message(2, 8), message(4, 1)]
	const waits = (state: CaseState) => ({
		unanswered: state.unanswered,
		waitingSince: state.waitingSince,
		lastMessage: state.lastMessage,
	})
	it('is the same in whatever order the messages came, by network time and key', () => {
		const forth = waits(stateOf(opened(), ...facts))
		expect(waits(stateOf(opened(), ...facts.toReversed()))).toEqual(forth)
		expect(forth.unanswered.first.map(({ message: key }) => key)).toEqual([4, 1, 2, 3].map((n) => keyOf('msg', n)))
		expect(forth).toMatchObject({ waitingSince: minute(1), lastMessage: { message: keyOf('msg', 3) } })
	})
	it('is counted in full and shown by its first sixteen', () => {
		const many = Array.from({ length: 25 }, (_, index) => message(index + 1, 30 - index))
		const { unanswered } = stateOf(opened(), ...many)
		expect(unanswered.count).toBe(25)
		expect(unanswered.first.map(({ sentAt }) => sentAt)).toEqual(Array.from({ length: 16 }, (_, n) => minute(6 + n)))
	})
	it('stays through requests, and begins anew after a close', () => {
		const asked = doing(aCase(), 1, requestData())
		expect(asked).toMatchObject({ waitingSince: minute(0), unanswered: { count: 1 } })
		const closed = doing(asked, 2, close())
		expect(closed).not.toHaveProperty('waitingSince')
		expect(closed.unanswered).toEqual({ first: [], count: 0 })
		const reopened = afterFacts(closed, fact('CaseReopened', minute(9)), message(2, 8))
		expect(reopened).toMatchObject({ state: 'open', waitingSince: minute(8), unanswered: { count: 1 } })
		for (const gone of ['closedAt', 'outcome', 'eraseAt']) expect(reopened).not.toHaveProperty(gone)
	})
	it('begins with the data where nothing else waits', () =>
		expect(doing(doing(aCase(), 1, requestData(), close()), 3, recordData()).waitingSince).toBe(minute(3)))
	it('keeps each contact and network once', () => {
		const elsewhere = { network: 'facebook', contact: keyOf('contact', 2) } as const
		const other = message(2, 1, elsewhere)
		const state = stateOf(opened(), message(1, 0), other, message(3, 2, elsewhere))
		expect(state.contacts).toEqual([keyOf('contact', 1), keyOf('contact', 2)])
		expect(state.networks).toEqual(['x', 'facebook'])
	})
})

describe('folding', () => {
	it('gives nothing without a beginning', () => {
		expect(fold(CASE, [])).toBeUndefined()
		expect(fold(CASE, [{ version: 2, fact: message(1, 0) }])).toBeUndefined()
	})
	it('changes nothing but the version by facts of a request or a send that is not there', () => {
		const request = keyOf('req', 9)
		const send = keyOf('send', 9)
		const answer = { request, send, message: keyOf('msg', 1), network: 'x' } as const
		const at = minute(1)
		for (const told of [
			fact('RequestPaused', at, { request, until: minute(9) }),
			fact('MailBounced', at, { request, issue: 1, reason: 'bounced' }),
			fact('SendSucceeded', at, { send }),
		])
			expect(afterFacts(aCase(), told)).toEqual({ ...aCase(), version: 3 })
		for (const told of [
			fact('RequestResent', at, { by: ANNA, ...answer }),
			fact('InvitationQueued', at, answer),
			fact('MailRequested', at, { request, send, issue: 1, expiresAt: minute(9) }),
		])
			expect(afterFacts(aCase(), told).turn).toEqual({ who: 'ours' })
		const received = fact('DataReceived', at, {
			request,
			submission: keyOf('sub', 1),
			fields: ['name'],
			assurance: 'controlsAccount',
		})
		expect(afterFacts(aCase(), received).requests).toEqual([])
	})
	it('passes over a second opening', () =>
		expect(stateOf(opened(), opened())).toEqual({ ...stateOf(opened()), version: 2 }))
})

describe('what is due', () => {
	const asked = () => doing(aCase(), 1, requestData())
	it('is nothing while it is our turn and nothing is on its way', () => expect(caseDueAt(aCase())).toBeUndefined())
	it('is first the send that should have ended', () => {
		expect(caseDueAt(asked())).toBe(addMilliseconds(minute(1), SEND_OVERDUE))
		expect(caseDueAt(doing(asked(), 3, startSend()))).toBe(addMilliseconds(minute(3), SEND_OVERDUE))
	})
	it('is a deferred send when it may be tried again', () => {
		const later = { kind: 'deferSend', send: SEND, attempt: 1, until: minute(90) } as const
		expect(caseDueAt(doing(asked(), 2, startSend(), later))).toBe(minute(90))
	})
	it('is the end of the request once all is sent', () =>
		expect(caseDueAt(doing(asked(), 2, startSend(), { kind: 'recordSent', send: SEND }))).toBe(minute(1 + WEEK)))
	it('is the end of the request even when the turn is ours', () => {
		const sent = doing(asked(), 2, startSend(), { kind: 'recordSent', send: SEND })
		expect(caseDueAt(afterFacts(sent, message(2, 5)))).toBe(minute(1 + WEEK))
	})
	it('is the erasure of a closed case, and of nothing else there', () => {
		const received = doing(asked(), 2, startSend(), { kind: 'recordSent', send: SEND }, recordData(), close())
		expect(caseDueAt(received)).toBe(minute(3 * 24 * 60))
		expect(caseDueAt(doing(received, 9, { kind: 'recordErasure', reason: 'retention' }))).toBeUndefined()
	})
})

describe('the places of cases in their lists', () => {
	const waitsSince = (number: number): CaseState => stateOf(opened(), message(1, number))
	it('put ours first, by the longest wait, then those others must act on', () => {
		const asked = doing(waitsSince(0), 1, requestData())
		const keys = [asked, waitsSince(7), waitsSince(3)].map(listKey).sort()
		expect(keys).toEqual([listKey(waitsSince(3)), listKey(waitsSince(7)), listKey(asked)])
	})
	it('use the opening where nobody waits, and the close for closed ones', () => {
		expect(listKey(stateOf(opened()))).toBe(`1#${minute(0)}#${CASE}`)
		expect(listKey(doing(aCase(), 5, close()))).toBe(`${minute(5)}#${CASE}`)
		const { closedAt: _, ...without } = doing(aCase(), 5, close())
		expect(listKey(without)).toBe(`${minute(0)}#${CASE}`)
	})
	it('lie in one of the shards that are read', () => {
		expect(caseListShards('open')).toContain(listShard(aCase()))
		expect(caseListShards('closed')).toContain(listShard(doing(aCase(), 1, close())))
		expect(dueShards).toContain(dueShard(aCase()))
		expect(new Set([...caseListShards('open'), ...caseListShards('closed'), ...dueShards]).size).toBe(24)
	})
})
