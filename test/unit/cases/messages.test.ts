import { describe, expect, it } from 'vitest'
import type { FactOf } from '#shared/cases/facts.ts'
import { UNANSWERED_SHOWN } from '#shared/cases/messages/waiting.ts'
import type { CaseState } from '#shared/cases/state.ts'
import {
	answeredByHand,
	COMMENT,
	close,
	DM,
	factAt,
	keyOf,
	MESSENGER,
	message,
	minute,
	opened,
	recordData,
	reply,
	requestData,
	stateOf,
} from '#test/support/case-factories.ts'
import { given, givenCase } from '#test/support/case-specification.ts'

const CONTACT = keyOf('contact', 1)
const OTHER = keyOf('contact', 2)
const many = (count: number) => Array.from({ length: count }, (_, index) => message(index + 1, 30 - index))
const waiter = (number: number, at: number) => ({ message: keyOf('msg', number), sentAt: minute(at) })

const edited = (change: Partial<FactOf<'MessageEdited'>> = {}) =>
	factAt('MessageEdited', 9, {
		message: keyOf('msg', 1),
		sentAt: minute(9),
		filedVersion: 2,
		isShown: true,
		...change,
	})
const erased = (number: number, filedVersion: number) =>
	factAt('MessageErased', 9, { message: keyOf('msg', number), filedVersion })
const mail = (change: Partial<FactOf<'MailReceived'>> = {}) =>
	factAt('MailReceived', 9, {
		message: keyOf('msg', 2),
		contact: CONTACT,
		request: keyOf('req', 1),
		sentAt: minute(8),
		...change,
	})
const answered = () => givenCase().after(1, answeredByHand())

describe('a message', () => {
	const ref = { message: keyOf('msg', 1), network: 'x', visibility: 'public', form: 'mention', sentAt: minute(0) }
	it('waits for an answer from the moment the customer wrote it', () =>
		given(opened())
			.happens(message(1, 0))
			.thenChanged({
				arrivedVersion: 2,
				unanswered: { first: [waiter(1, 0)], count: 1 },
				waitingSince: minute(0),
				lastMessage: ref,
				reach: [{ contact: CONTACT, network: 'x', public: ref }],
			}))
	it('makes it our turn, at once', () => {
		givenCase().thenState({ turn: { who: 'ours' } })
		const asked = givenCase().after(1, requestData())
		asked.thenState({ turn: { who: 'customer' } })
		asked.and(message(2, 2)).thenState({ turn: { who: 'ours' } })
		answered()
			.and(message(2, 9))
			.thenState({ turn: { who: 'ours' }, waitingSince: minute(9) })
	})
	it('says where its author is reached in private, beside where they were in public', () => {
		const inPrivate = { message: keyOf('msg', 2), network: 'x', ...DM, sentAt: minute(3) }
		givenCase()
			.and(message(2, 3, DM))
			.thenState({
				reach: [{ contact: CONTACT, network: 'x', public: ref, private: inPrivate }],
				lastMessage: inPrivate,
			})
	})
	it('that called us says so as long as it is the newest in public', () => {
		const called = given(opened(), message(1, 0, { isSummons: true }))
		called.thenState({ reach: [{ public: { isSummons: true } }] })
		expect(called.and(message(2, 3)).state.reach[0]?.public).not.toHaveProperty('isSummons')
	})
	it('keeps each contact and network of the case once', () => {
		const elsewhere = { network: 'facebook', contact: OTHER } as const
		given(opened(), message(1, 0), message(2, 1, elsewhere), message(3, 2, elsewhere)).thenState({
			contacts: [CONTACT, OTHER],
			networks: ['x', 'facebook'],
			reach: [{ contact: CONTACT }, { contact: OTHER, public: { message: keyOf('msg', 3) } }],
		})
	})
})

describe('what waits for an answer', () => {
	const facts = [message(3, 8), message(1, 2), message(2, 8), message(4, 1)]
	const waits = ({ unanswered, waitingSince, lastMessage }: CaseState) => ({ unanswered, waitingSince, lastMessage })
	it('is the same in whatever order the messages came, by network time and key', () => {
		const forth = waits(stateOf(opened(), ...facts))
		expect(waits(stateOf(opened(), ...facts.toReversed()))).toEqual(forth)
		expect(forth.unanswered.first.map(({ message: key }) => key)).toEqual([4, 1, 2, 3].map((n) => keyOf('msg', n)))
		expect(forth).toMatchObject({ waitingSince: minute(1), lastMessage: { message: keyOf('msg', 3) } })
	})
	it('is counted in full and shown by its first sixteen', () => {
		const { unanswered } = stateOf(opened(), ...many(25))
		expect(unanswered.count).toBe(25)
		expect(UNANSWERED_SHOWN).toBe(16)
		expect(unanswered.first.map(({ sentAt }) => sentAt)).toEqual(Array.from({ length: 16 }, (_, n) => minute(6 + n)))
		expect(unanswered.first[0]).toEqual(waiter(25, 6))
	})
	it('stays through requests, and begins anew after a close', () => {
		const asked = givenCase().after(1, requestData())
		asked.thenState({ waitingSince: minute(0), unanswered: { count: 1 } })
		const closed = asked.after(2, close())
		expect(closed.state).not.toHaveProperty('waitingSince')
		closed.thenState({ unanswered: { first: [], count: 0 } })
		closed
			.and(factAt('CaseReopened', 9), message(2, 8))
			.thenState({ state: 'open', waitingSince: minute(8), unanswered: { count: 1 } })
	})
	it('begins with the data where nothing else waits', () =>
		givenCase()
			.after(1, requestData(), close())
			.after(3, recordData())
			.thenState({ waitingSince: minute(3) }))
})

describe('a mail', () => {
	it('waits like any message, and says nothing of where its author is reached on a network', () =>
		answered()
			.happens(mail())
			.thenChanged({
				arrivedVersion: 5,
				unanswered: { first: [waiter(2, 8)], count: 1 },
				waitingSince: minute(8),
				turn: { who: 'ours' },
			}))
	it('can be of another contact, and tells how its author speaks', () =>
		givenCase()
			.and(mail({ contact: OTHER, addressForm: 'du', language: 'en' }))
			.thenState({ contacts: [CONTACT, OTHER], form: 'du', language: 'en', unanswered: { count: 2 } }))
})

describe('an edit', () => {
	it('makes a message wait again that was answered, and is our turn', () =>
		answered()
			.happens(edited())
			.thenChanged({
				arrivedVersion: 5,
				unanswered: { first: [waiter(1, 9)], count: 1 },
				waitingSince: minute(9),
				turn: { who: 'ours' },
			}))
	it('changes nothing where an older text of an answered message comes late', () =>
		answered()
			.happens(edited({ isShown: false }))
			.thenUnchanged())
	it('leaves a message in its place that waits already', () => {
		const asked = givenCase().after(1, requestData())
		asked.happens(edited()).thenChanged({ arrivedVersion: 5, turn: { who: 'ours' } })
		asked.happens(edited({ isShown: false })).thenChanged({ arrivedVersion: 5, turn: { who: 'ours' } })
	})
	it('that is older than what came before makes the wait longer', () =>
		givenCase()
			.happens(edited({ sentAt: minute(-5), isShown: false }))
			.thenChanged({
				arrivedVersion: 3,
				unanswered: { first: [waiter(1, -5)], count: 1 },
				waitingSince: minute(-5),
			}))
	it('of a message that is only counted neither counts it twice nor shows it', () => {
		// Message 1 is the newest of them, and was the first to be filed.
		const crowd = given(opened(), ...many(25))
		crowd.happens(edited({ sentAt: minute(10) })).thenChanged({ arrivedVersion: 27 })
		crowd.happens(edited({ sentAt: minute(10), isShown: false })).thenChanged({ arrivedVersion: 27 })
	})
})

describe('a message that was taken back', () => {
	it('waits no more, and nothing is written under it', () =>
		givenCase()
			.happens(erased(1, 2))
			.thenChanged({
				unanswered: { first: [], count: 0 },
				waitingSince: undefined,
				lastMessage: undefined,
				reach: [{ contact: CONTACT, network: 'x' }],
			}))
	it('leaves the others waiting, since the first of them', () =>
		given(opened(), message(1, 0), message(2, 3))
			.happens(erased(1, 2))
			.thenChanged({ unanswered: { first: [waiter(2, 3)], count: 1 }, waitingSince: minute(3) }))
	it('is not what is asked or answered next: that is the newest one before it', () =>
		given(opened(), message(1, 0, MESSENGER), message(2, 1, COMMENT))
			.and(erased(2, 3))
			.thenState({ lastMessage: { message: keyOf('msg', 1), ...MESSENGER, sentAt: minute(0) } }))
	it('still proves that its author wrote in private', () =>
		given(opened(), message(1, 0, MESSENGER))
			.and(erased(1, 2))
			.thenState({ reach: [{ private: { message: keyOf('msg', 1) } }] }))
	it('changes no wait where it was answered before', () =>
		answered()
			.and(message(2, 8))
			.and(erased(1, 2))
			.thenState({ unanswered: { first: [waiter(2, 8)], count: 1 }, waitingSince: minute(8) }))
	it('leaves the wait of data that were given after it', () => {
		const both = givenCase().after(1, requestData(), close()).after(3, recordData()).and(message(2, 8))
		both.and(erased(2, 8)).thenState({ unanswered: { count: 0 }, waitingSince: minute(3) })
	})
	it('that was only counted is counted no more', () => {
		const crowd = given(opened(), ...many(25))
		crowd.and(erased(1, 2)).thenState({ unanswered: { count: 24, first: crowd.state.unanswered.first } })
	})
	it('warns of no personal data any more', () =>
		givenCase()
			.and(factAt('DataExposed', 1, { message: keyOf('msg', 1), fields: ['phone'] }))
			.and(erased(1, 2))
			.thenState({ exposures: [] }))
})

describe('a message that the public sees no more, or again', () => {
	it.each([true, false])('waits as before (hidden: %s)', (isHidden) =>
		givenCase()
			.happens(factAt('MessageHidden', 1, { message: keyOf('msg', 1), isHidden }))
			.thenUnchanged(),
	)
})

it('is filed while answers are on their way: each knows what came after its author looked', () =>
	givenCase()
		.after(1, reply())
		.and(message(2, 3))
		.thenState({ sends: [{ later: { first: [waiter(2, 3)], count: 1, since: minute(3) } }] }))
