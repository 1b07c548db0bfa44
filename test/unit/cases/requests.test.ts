import { describe, it } from 'vitest'
import type { FactOf } from '#shared/cases/facts.ts'
import {
	ANNA,
	close,
	factAt,
	keyOf,
	message,
	minute,
	opened,
	REQUEST,
	requestData,
	startSend,
} from '#test/support/case-factories.ts'
import { given } from '#test/support/case-specification.ts'

const HOURS = 60
const onMessenger = { network: 'facebook', visibility: 'private', form: 'dm' } as const
const comment = { network: 'facebook', visibility: 'public', form: 'comment' } as const

const erased = (number: number, at: number): FactOf<'MessageErased'> & { kind: 'MessageErased' } => ({
	kind: 'MessageErased',
	v: 1,
	at: minute(at),
	message: keyOf('msg', number),
	filedVersion: 2,
})

describe('a request for data', () => {
	it('is refused where no private message of a machine can reach who wrote in private', () => {
		const inPrivate = given(opened(), message(1, 0, onMessenger))
		inPrivate.when(requestData(), 24 * HOURS - 1).thenFacts('CaseClaimed', 'DataRequested')
		inPrivate.when(requestData(), 24 * HOURS).thenRefused('windowClosed')
		inPrivate.when(requestData(), 8 * 24 * HOURS).thenRefused('windowClosed')
	})
	it('is refused a second message there as well', () => {
		const asked = given(opened(), message(1, 0, onMessenger)).after(1, requestData())
		const resend = { kind: 'resendRequest', by: ANNA, send: keyOf('send', 2) } as const
		asked.when(resend, 2).thenFacts('RequestResent')
		asked.when(resend, 25 * HOURS).thenRefused('windowClosed')
	})
	it('goes on where the customer wrote in public: they are invited there', () =>
		given(opened(), message(1, 0, comment))
			.when(requestData(), 8 * 24 * HOURS)
			.thenFacts('CaseClaimed', 'DataRequested'))
	it('knows no windows on X', () =>
		given(opened(), message(1, 0, { visibility: 'private', form: 'dm' }))
			.when(requestData(), 30 * 24 * HOURS)
			.thenFacts('CaseClaimed', 'DataRequested'))
	it('has nobody to ask where the only message was taken back, and asks under the one before', () => {
		given(opened(), message(1, 0, comment), erased(1, 1))
			.when(requestData(), 2)
			.thenRefused('noMessageToAnswer')
		given(opened(), message(1, 0, onMessenger), message(2, 1, comment), erased(2, 2))
			.when(requestData(), 3)
			.then(
				factAt('CaseClaimed', 3, { by: ANNA }),
				factAt('DataRequested', 3, {
					by: ANNA,
					request: REQUEST,
					send: keyOf('send', 1),
					fields: ['customerNumber', 'phone'],
					form: 'sie',
					language: 'de',
					message: keyOf('msg', 1),
					network: 'facebook',
					expiresAt: minute(3 + 7 * 24 * HOURS),
				}),
			)
	})
	it('ends what its message could not begin: an invitation where another send was the one private reply', () => {
		const failure = {
			kind: 'recordFailure',
			send: keyOf('send', 1),
			attempt: 1,
			reason: 'privateReplyUsed',
			invitation: keyOf('send', 9),
		} as const
		given(opened(), message(1, 0, comment))
			.after(1, requestData(), startSend())
			.when(failure, 3)
			.thenFacts('SendFailed', 'InvitationQueued')
	})
	it('does nothing when it is told of its end again', () =>
		given(opened(), message(1, 0)).after(1, close()).when({ kind: 'lapse' }, 9).thenNothing())
})
