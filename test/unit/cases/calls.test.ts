import { describe, it } from 'vitest'
import { callsRefusals } from '#shared/cases/calls/decide.ts'
import type { CommandOf } from '#shared/cases/commands.ts'
import {
	ANNA,
	BEN,
	beginErasure,
	claim,
	close,
	factAt,
	keyOf,
	manyPromises,
	message,
	minute,
	PROMISE,
	promise,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const call = (change: Partial<CommandOf<'recordCall'>> = {}): CommandOf<'recordCall'> => ({
	kind: 'recordCall',
	by: ANNA,
	direction: 'out',
	result: 'notReached',
	...change,
})
const phoneForm = (form: 'du' | 'sie', asked: boolean): CommandOf<'setPhoneForm'> => ({
	kind: 'setPhoneForm',
	by: ANNA,
	form,
	asked,
})
const closed = () => givenCase().after(1, close())

describe('the commands about calls', () => {
	itRefuses(callsRefusals, {
		recordCall: {
			caseClosed: { given: closed(), when: call({ promise: promise() }), at: 2 },
			dueInPast: { given: givenCase(), when: call({ promise: promise({ dueAt: minute(1) }) }), at: 1 },
			dueTooFar: { given: givenCase(), when: call({ promise: promise({ dueAt: minute(600_000) }) }), at: 1 },
			tooManyPromises: { given: givenCase().and(...manyPromises()), when: call({ promise: promise() }), at: 1 },
			personErased: { given: givenCase().after(1, beginErasure()), when: call({ promise: promise() }), at: 2 },
		},
		setPhoneForm: { notAsked: { given: givenCase(), when: phoneForm('du', false), at: 1 } },
	})
})

describe('a call', () => {
	const note = keyOf('note', 1)
	it('is recorded by whoever had it, also of a closed case and while another works on it', () => {
		const recorded = factAt('CallRecorded', 2, { by: ANNA, direction: 'out', result: 'notReached', note })
		givenCase().after(1, claim(BEN)).when(call({ note }), 2).then(recorded)
		closed().when(call({ note }), 2).then(recorded)
	})
	it('makes a promise with it', () =>
		givenCase()
			.when(call({ promise: promise({ what: 'callBack' }) }), 1)
			.thenState({
				calls: [{ at: minute(1), direction: 'out', result: 'notReached' }],
				promises: [{ id: PROMISE, what: 'callBack', from: 'call' }],
			}))
	it('proves that the customer was answered elsewhere if they were reached, until they write again', () => {
		const elsewhere = close({ outcome: 'helped', unansweredReason: 'answeredElsewhere' })
		givenCase().when(elsewhere, 1).thenRefused('evidenceNeeded')
		givenCase().after(1, call()).when(elsewhere, 2).thenRefused('evidenceNeeded')
		const reached = givenCase().after(1, call({ result: 'reached' }))
		reached.when(elsewhere, 2).thenFacts('CaseClaimed', 'CaseClosed')
		reached.and(message(2, 3)).when(elsewhere, 4).thenRefused('evidenceNeeded')
	})
	it('is a try of ours to reach them, if we called', () => {
		givenCase()
			.after(1, call(), call({ result: 'mailbox' }))
			.thenState({ tries: { count: 2, lastAt: minute(2) } })
		givenCase()
			.after(1, call({ direction: 'in' }))
			.thenWithout('tries')
	})
	it('is one of the newest ten', () => {
		const many = givenCase().after(1, ...Array.from({ length: 11 }, () => call()))
		many.thenState({ calls: Array.from({ length: 10 }, (_, index) => ({ at: minute(2 + index) })) })
	})
})

describe('the form of address on the telephone', () => {
	it('is du once the customer was asked, and Sie without', () => {
		givenCase()
			.when(phoneForm('du', true), 1)
			.thenState({ phoneForm: { form: 'du', asked: true, at: minute(1) } })
		givenCase()
			.when(phoneForm('sie', false), 1)
			.thenState({ phoneForm: { form: 'sie', asked: false, at: minute(1) } })
	})
	it('says nothing of how they are written to', () =>
		givenCase()
			.happens(factAt('PhoneFormSet', 1, { by: ANNA, form: 'du', asked: true }))
			.thenChanged({ phoneForm: { form: 'du', asked: true, at: minute(1) } }))
})
