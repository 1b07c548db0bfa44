import { describe, expect, it } from 'vitest'
import { claimer, worksCase } from '#shared/cases/claims/decide.ts'
import { currentRequest } from '#shared/cases/state.ts'
import {
	ANNA,
	aCase,
	BEN,
	close,
	doing,
	keyOf,
	message,
	minute,
	opened,
	outcomeOf,
	REQUEST,
	recordData,
	requestData,
	SEND,
	SUBMISSION,
	startSend,
	stateOf,
} from '#test/support/case-factories.ts'

const WEEK = 7 * 24 * 60
const claim = (by = ANNA) => ({ kind: 'claim', by }) as const
const closed = () => doing(aCase(), 1, close())
const asked = () => doing(aCase(), 1, requestData())
const given = () => doing(asked(), 2, recordData())

describe('claims', () => {
	it('gives the case to whoever claims it first, as owner too', () => {
		const state = doing(aCase(), 1, claim())
		expect(state).toMatchObject({ owner: ANNA, claim: { by: ANNA, at: minute(1) } })
		expect(claimer(state, minute(20))).toBe(ANNA)
	})
	it('refuses a case that somebody else holds', () =>
		expect(outcomeOf(doing(aCase(), 1, claim()), claim(BEN), 20)).toBe('claimedByOther'))
	it('lets a claim lapse after twenty minutes, and the owner stay', () => {
		const state = doing(aCase(), 1, claim())
		expect(claimer(state, minute(21))).toBeUndefined()
		expect(doing(state, 21, claim(BEN))).toMatchObject({ owner: ANNA, claim: { by: BEN } })
	})
	it('renews a claim for its holder', () => expect(claimer(doing(aCase(), 1, claim(), claim()), minute(21))).toBe(ANNA))
	it('refuses to claim a closed case', () => expect(outcomeOf(closed(), claim(), 2)).toBe('caseClosed'))
	it('releases what one holds or owns', () => {
		const released = doing(aCase(), 1, claim(), { kind: 'release', by: ANNA })
		expect(released).not.toHaveProperty('claim', expect.anything())
		expect(released).not.toHaveProperty('owner', expect.anything())
	})
	it("keeps another agent's claim when the owner releases", () => {
		const state = doing(aCase(), 1, { kind: 'assign', by: ANNA, owner: ANNA }, claim(BEN), {
			kind: 'release',
			by: ANNA,
		})
		expect(state).not.toHaveProperty('owner', expect.anything())
		expect(claimer(state, minute(4))).toBe(BEN)
	})
	it('keeps the owner when another holder releases', () => {
		const state = doing(aCase(), 1, { kind: 'assign', by: ANNA, owner: ANNA }, claim(BEN), { kind: 'release', by: BEN })
		expect(state.owner).toBe(ANNA)
	})
	it('refuses to release what one neither holds nor owns', () =>
		expect(outcomeOf(doing(aCase(), 1, claim()), { kind: 'release', by: BEN }, 2)).toBe('notYours'))
	it('assigns owner and deputy, and drops the deputy where none is named', () => {
		const state = doing(aCase(), 1, { kind: 'assign', by: ANNA, owner: BEN, deputy: ANNA })
		expect(state).toMatchObject({ owner: BEN, deputy: ANNA })
		expect(doing(state, 2, { kind: 'assign', by: ANNA, owner: ANNA })).not.toHaveProperty('deputy', expect.anything())
	})
	it('refuses to assign a closed case', () =>
		expect(outcomeOf(closed(), { kind: 'assign', by: ANNA, owner: BEN }, 2)).toBe('caseClosed'))
	it('counts owner, deputy and claimer as working the case, nobody else', () => {
		const state = doing(aCase(), 1, { kind: 'assign', by: ANNA, owner: keyOf('agent', 5), deputy: keyOf('agent', 6) })
		const held = doing(state, 2, claim(BEN))
		const works = [5, 6, 2, 1].map((number) => worksCase(held, keyOf('agent', number), minute(3)))
		expect(works).toEqual([true, true, true, false])
	})
})

describe('what agents note', () => {
	it('keeps notes, form of address and language without touching the turn', () => {
		const state = doing(
			asked(),
			2,
			{ kind: 'writeNote', by: ANNA, note: keyOf('note', 1) },
			{ kind: 'setAddressForm', by: ANNA, form: 'du', reason: 'customerSaidSo' },
			{ kind: 'setLanguage', by: ANNA, language: 'en', reason: 'customerSaidSo' },
		)
		expect(state).toMatchObject({ form: 'du', language: 'en', turn: { who: 'customer' } })
	})
	it('asks with Sie and in German until told otherwise', () => {
		expect(currentRequest(asked())).toMatchObject({ form: 'sie', language: 'de' })
		const du = doing(
			aCase(),
			1,
			{ kind: 'setAddressForm', by: ANNA, form: 'du', reason: 'customerSaidSo' },
			requestData(),
		)
		expect(currentRequest(du)).toMatchObject({ form: 'du' })
	})
})

describe('asking for data', () => {
	it('hands the turn to the customer for seven days and answers nothing', () => {
		const state = asked()
		expect(state.turn).toEqual({ who: 'customer', until: minute(1 + WEEK) })
		expect(state).toMatchObject({ unanswered: { count: 1 }, waitingSince: minute(0), holdsData: true, owner: ANNA })
	})
	it('answers the newest message by network time', () => {
		const state = stateOf(opened(), message(1, 5), message(2, 6, { sentAt: minute(1) }))
		const [request] = doing(state, 7, requestData()).requests
		expect(request?.message).toBe(keyOf('msg', 1))
	})
	it('takes the claim along only where it is not held already', () => {
		expect(outcomeOf(aCase(), requestData(), 1)).toEqual(['CaseClaimed', 'DataRequested'])
		expect(outcomeOf(doing(aCase(), 1, claim()), requestData(), 2)).toEqual(['DataRequested'])
	})
	it('refuses a second request while one is open', () =>
		expect(outcomeOf(asked(), requestData({ request: keyOf('req', 2) }), 2)).toBe('requestOpen'))
	it('refuses a request where there is no message to answer', () =>
		expect(outcomeOf(stateOf(opened()), requestData(), 1)).toBe('noMessageToAnswer'))
	it('refuses a request on a closed case', () => expect(outcomeOf(closed(), requestData(), 2)).toBe('caseClosed'))
	it('refuses a request while somebody else holds the case', () =>
		expect(outcomeOf(doing(aCase(), 1, claim(BEN)), requestData(), 2)).toBe('claimedByOther'))
	it('resends to the newest message and hands over the turn again', () => {
		const written = doing(asked(), 1, { kind: 'writeNote', by: ANNA, note: keyOf('note', 1) })
		const newer = stateOf(opened(), message(1, 0))
		expect(outcomeOf(newer, { kind: 'resendRequest', by: ANNA, send: keyOf('send', 2) }, 2)).toBe('noOpenRequest')
		const state = doing(written, 3, { kind: 'resendRequest', by: ANNA, send: keyOf('send', 2) })
		expect(state.sends.map(({ purpose, status }) => [purpose, status.kind])).toEqual([
			['requestMessage', 'queued'],
			['requestMessage', 'queued'],
		])
	})
	it('revokes an open request and takes the turn back', () => {
		const state = doing(asked(), 2, { kind: 'revokeRequest', by: ANNA })
		expect(state).toMatchObject({ turn: { who: 'ours' }, requests: [{ status: 'revoked' }] })
		expect(outcomeOf(state, { kind: 'revokeRequest', by: ANNA }, 3)).toBe('noOpenRequest')
	})
})

describe('what the customer does with the request', () => {
	const mail = (issue: number) =>
		({ kind: 'recordMailRequest', request: REQUEST, send: keyOf('send', 10 + issue), issue }) as const

	it('queues a mail once per issue, however often it is told', () => {
		const state = doing(asked(), 2, mail(1), mail(1))
		expect(state.sends.filter(({ purpose }) => purpose === 'requestMail')).toHaveLength(1)
		expect(outcomeOf(state, mail(2), 4)).toEqual(['MailRequested'])
	})
	it('queues no mail for a request that is unknown or over', () => {
		expect(outcomeOf(aCase(), mail(1), 2)).toEqual([])
		expect(outcomeOf(given(), mail(1), 3)).toEqual([])
	})
	it('keeps the request open seven days from the last mail', () => {
		const state = doing(asked(), 60, mail(1))
		expect(state).toMatchObject({ requests: [{ expiresAt: minute(60 + WEEK) }], turn: { until: minute(60 + WEEK) } })
		expect(outcomeOf(state, { kind: 'lapse' }, 1 + WEEK)).toEqual([])
		expect(outcomeOf(state, { kind: 'lapse' }, 60 + WEEK)).toEqual(['RequestExpired'])
	})
	it('makes it our turn and writes to the customer when a mail bounces, once', () => {
		const bounce = {
			kind: 'recordBounce',
			request: REQUEST,
			issue: 1,
			reason: 'bounced',
			send: keyOf('send', 9),
		} as const
		const state = doing(asked(), 2, mail(1), bounce)
		expect(state).toMatchObject({ turn: { who: 'ours' }, requests: [{ bounced: [1] }] })
		expect(state.sends.at(-1)).toMatchObject({ purpose: 'bounceNotice', status: { kind: 'queued' } })
		expect(outcomeOf(state, bounce, 5)).toEqual([])
		expect(outcomeOf(aCase(), bounce, 5)).toEqual([])
	})
	it('queues a notice of its own after a complaint, once, and none where the request is over', () => {
		const complaint = {
			kind: 'recordBounce',
			request: REQUEST,
			issue: 1,
			reason: 'complained',
			send: SEND,
		} as const
		const state = doing(asked(), 2, complaint)
		expect(state).toMatchObject({ turn: { who: 'ours' }, requests: [{ bounced: [1] }] })
		expect(state.sends.at(-1)).toMatchObject({ purpose: 'complaintNotice', status: { kind: 'queued' } })
		expect(outcomeOf(state, complaint, 5)).toEqual([])
		expect(outcomeOf(given(), complaint, 3)).toEqual(['MailBounced'])
		expect(outcomeOf(given(), { ...complaint, reason: 'bounced' }, 3)).toEqual(['MailBounced'])
	})
	it('records a pause once, and never shortens one by a late repeat', () => {
		const pause = (until: number) => ({ kind: 'recordPause', request: REQUEST, until: minute(until) }) as const
		const state = doing(asked(), 2, pause(15), pause(40))
		expect(currentRequest(state)?.pausedUntil).toBe(minute(40))
		expect(outcomeOf(state, pause(15), 5)).toEqual([])
		expect(outcomeOf(state, pause(40), 5)).toEqual([])
		expect(outcomeOf(given(), pause(15), 3)).toEqual([])
	})
	it('tells the desk of "that was not me" once', () => {
		const disown = { kind: 'recordDisowning', request: REQUEST } as const
		const state = doing(asked(), 2, disown)
		expect(state).toMatchObject({ turn: { who: 'ours' }, requests: [{ status: 'disowned' }] })
		expect(outcomeOf(state, disown, 3)).toEqual([])
	})
	it('makes it our turn when the data come, once per submission', () => {
		const state = given()
		expect(state).toMatchObject({ turn: { who: 'ours' }, requests: [{ status: 'received' }] })
		expect(outcomeOf(state, recordData(), 3)).toEqual([])
		expect(outcomeOf(aCase(), recordData(), 3)).toEqual([])
	})
	it('takes data in after a close, reopening the case with somebody waiting', () => {
		const state = doing(doing(asked(), 2, close()), 3, recordData())
		expect(state).toMatchObject({ state: 'open', turn: { who: 'ours' }, waitingSince: minute(3) })
		expect(state).not.toHaveProperty('eraseAt', expect.anything())
	})
})

describe('reading and erasing', () => {
	const read = { kind: 'readData', by: ANNA, purpose: 'callBack', fields: ['phone', 'name'] } as const
	it('puts on record the fields that were given, for whoever works the case', () => {
		expect(outcomeOf(given(), read, 3)).toEqual(['DataRead'])
		expect(doing(given(), 3, read)).toMatchObject({ version: given().version + 1 })
	})
	it('refuses readers who do not work the case', () =>
		expect(outcomeOf(given(), { ...read, by: BEN }, 3)).toBe('notYours'))
	it('refuses a reading of fields that were not given', () =>
		expect(outcomeOf(given(), { ...read, fields: ['name'] }, 3)).toBe('noData'))
	it('erases on demand and by retention, once, and ends an open request with it', () => {
		expect(outcomeOf(given(), { kind: 'recordErasure', reason: 'retention' }, 3)).toEqual(['DataErased'])
		const erased = doing(given(), 3, { kind: 'recordErasure', reason: 'demanded', by: ANNA })
		expect(outcomeOf(erased, { kind: 'recordErasure', reason: 'retention' }, 4)).toEqual([])
		expect(outcomeOf(erased, read, 4)).toBe('noData')
		const ended = doing(asked(), 2, { kind: 'recordErasure', reason: 'demanded', by: ANNA })
		expect(ended).toMatchObject({ holdsData: false, turn: { who: 'ours' }, requests: [{ status: 'revoked' }] })
	})
	it('knows a late repeat of an arrival whose data are erased already', () => {
		const erased = doing(given(), 3, { kind: 'recordErasure', reason: 'demanded', by: ANNA })
		expect(outcomeOf(erased, recordData(), 4)).toEqual([])
		expect(outcomeOf(doing(erased, 4, close()), recordData(), 6)).toEqual([])
		expect(outcomeOf(erased, recordData({ submission: keyOf('sub', 2) }), 4)).toEqual(['DataReceived'])
	})
})

describe('closing', () => {
	it('refuses to close over the last word of a customer without a reason', () =>
		expect(outcomeOf(aCase(), { kind: 'close', by: ANNA, outcome: 'helped', eraseAt: minute(9) }, 1)).toBe(
			'unansweredReasonNeeded',
		))
	it('needs no reason where nobody waits', () =>
		expect(
			outcomeOf(stateOf(opened()), { kind: 'close', by: ANNA, outcome: 'noRequest', eraseAt: minute(9) }, 1),
		).toEqual(['CaseClaimed', 'CaseClosed']))
	it('revokes an open request with the close, and sets the erasure', () => {
		expect(outcomeOf(asked(), close(), 2)).toEqual(['RequestRevoked', 'CaseClosed'])
		expect(doing(asked(), 2, close())).toMatchObject({
			state: 'closed',
			outcome: 'helped',
			eraseAt: minute(3 * 24 * 60),
		})
	})
	it('sets no erasure where there is nothing to erase', () =>
		expect(closed()).not.toHaveProperty('eraseAt', expect.anything()))
	it('refuses to close twice, and what somebody else holds', () => {
		expect(outcomeOf(closed(), close(), 3)).toBe('caseClosed')
		expect(outcomeOf(doing(aCase(), 1, claim(BEN)), close(), 2)).toBe('claimedByOther')
	})
})

describe('what lapses', () => {
	const lapse = { kind: 'lapse' } as const
	it('expires a request at its end, not before, and takes the turn back', () => {
		expect(outcomeOf(asked(), lapse, WEEK)).toEqual([])
		const state = doing(asked(), 1 + WEEK, lapse)
		expect(state).toMatchObject({ turn: { who: 'ours' }, requests: [{ status: 'expired' }] })
		expect(outcomeOf(state, lapse, 2 + WEEK)).toEqual([])
	})
	it("takes the others' turn back at its end", () => {
		const state = { ...aCase(), turn: { who: 'backoffice', until: minute(10) } } as const
		expect(outcomeOf(state, lapse, 9)).toEqual([])
		expect(doing(state, 10, lapse).turn).toEqual({ who: 'ours' })
	})
	it('leaves closed cases alone', () => expect(outcomeOf(closed(), lapse, 5 * WEEK)).toEqual([]))
})

describe('sending', () => {
	const started = () => doing(asked(), 2, startSend())
	const failed = (reason: 'recipientClosed' | 'windowClosed' | 'rejected' = 'recipientClosed', attempt = 1) =>
		({ kind: 'recordFailure', send: SEND, attempt, reason, invitation: keyOf('send', 2) }) as const
	const unknown = { kind: 'recordUnknown', send: SEND, attempt: 1 } as const
	const later = { kind: 'deferSend', send: SEND, attempt: 1, until: minute(30) } as const
	const sent = { kind: 'recordSent', send: SEND } as const

	it('lets only the sender start that saw the last attempt', () => {
		expect(started().sends[0]).toMatchObject({ status: { kind: 'started' }, attempt: 1, since: minute(2) })
		expect(outcomeOf(started(), startSend(), 3)).toBe('sendUnderWay')
		expect(outcomeOf(started(), startSend(SEND, 1), 3)).toEqual(['SendStarted'])
	})
	it('refuses to start what is unknown or has ended', () => {
		expect(outcomeOf(asked(), startSend(keyOf('send', 7)), 2)).toBe('sendUnknown')
		for (const end of [sent, failed('rejected'), unknown])
			expect(outcomeOf(doing(started(), 3, end), startSend(SEND, 1), 4)).toBe('sendEnded')
	})
	it('withdraws what its request no longer needs, without taking the turn', () => {
		const revoked = doing(asked(), 2, { kind: 'revokeRequest', by: ANNA })
		const again = doing(revoked, 3, requestData({ request: keyOf('req', 2), send: keyOf('send', 2) }))
		expect(outcomeOf(again, startSend(), 4)).toEqual(['SendFailed'])
		const state = doing(again, 4, startSend())
		expect(state.sends[0]).toMatchObject({ status: { kind: 'failed', failure: 'withdrawn' } })
		expect(state.turn.who).toBe('customer')
	})
	it('says once that it was sent, even where it was thought failed or unknown', () => {
		const state = doing(started(), 3, sent)
		expect(outcomeOf(state, sent, 4)).toEqual([])
		for (const end of [failed('rejected'), unknown, later])
			expect(doing(started(), 3, end, { ...sent, message: keyOf('msg', 9) }).sends[0]?.status.kind).toBe('sent')
		expect(outcomeOf(asked(), { ...sent, send: keyOf('send', 7) }, 2)).toBe('sendUnknown')
	})
	it('takes the turn back on a failed or unknown send', () => {
		expect(doing(started(), 3, failed('rejected')).turn).toEqual({ who: 'ours' })
		expect(doing(started(), 3, unknown).turn).toEqual({ who: 'ours' })
	})
	it('waits without taking the turn back', () => {
		const state = doing(started(), 3, later)
		expect(state.turn.who).toBe('customer')
		expect(state.sends[0]).toMatchObject({ status: { kind: 'deferred', until: minute(30) } })
	})
	it('invites in public where the private message cannot arrive', () => {
		for (const reason of ['recipientClosed', 'windowClosed'] as const) {
			const state = doing(started(), 3, failed(reason))
			expect(state.sends.at(-1)).toMatchObject({
				purpose: 'invitation',
				message: keyOf('msg', 1),
				status: { kind: 'queued' },
			})
			expect(state.turn.who).toBe('customer')
		}
	})
	it('invites nobody who wrote in private, for other failures, or after the request', () => {
		const dm = doing(
			stateOf(opened(), message(1, 0, { visibility: 'private', form: 'dm' })),
			1,
			requestData(),
			startSend(),
		)
		expect(outcomeOf(dm, failed(), 3)).toEqual(['SendFailed'])
		expect(outcomeOf(started(), failed('rejected'), 3)).toEqual(['SendFailed'])
		expect(outcomeOf(doing(started(), 3, recordData()), failed(), 4)).toEqual(['SendFailed'])
	})
	it('invites nobody after an invitation has failed too', () => {
		const invited = doing(started(), 3, failed(), startSend(keyOf('send', 2)))
		expect(outcomeOf(invited, { ...failed(), send: keyOf('send', 2) }, 5)).toEqual(['SendFailed'])
	})
	it('ignores what a replaced or ended attempt came to', () => {
		const second = doing(started(), 3, startSend(SEND, 1))
		for (const late of [failed(), unknown, later]) {
			expect(outcomeOf(second, late, 4)).toEqual([])
			expect(outcomeOf(doing(second, 4, sent), { ...late, attempt: 2 }, 5)).toEqual([])
			expect(outcomeOf(asked(), { ...late, send: keyOf('send', 7) }, 2)).toBe('sendUnknown')
		}
	})
	it('remembers the ends of the last ten sends', () => {
		let state = asked()
		for (let number = 2; number < 15; number++)
			state = doing(
				state,
				number,
				{ kind: 'resendRequest', by: ANNA, send: keyOf('send', number) },
				startSend(keyOf('send', number)),
				{ kind: 'recordSent', send: keyOf('send', number) },
			)
		expect(state.sends.filter(({ status }) => status.kind === 'sent')).toHaveLength(11)
		expect(state.sends[0]).toMatchObject({ id: SEND, status: { kind: 'queued' } })
	})
})

it('keeps the keys of submissions and nothing else of erased data', () => {
	const erased = doing(given(), 3, { kind: 'recordErasure', reason: 'demanded', by: ANNA })
	expect(currentRequest(erased)).toMatchObject({ submissions: [], erased: [SUBMISSION] })
})
