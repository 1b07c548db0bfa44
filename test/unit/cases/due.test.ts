import { describe, expect, it } from 'vitest'
import { caseDueAt, SEND_OVERDUE } from '#shared/cases/due.ts'
import { addMilliseconds } from '#shared/kernel/clock.ts'
import {
	aCase,
	afterFacts,
	close,
	deferred,
	doing,
	message,
	minute,
	recordData,
	requestData,
	sent,
	startSend,
} from '#test/support/case-factories.ts'

const WEEK = 7 * 24 * 60

describe('what is due', () => {
	const asked = () => doing(aCase(), 1, requestData())
	it('is nothing while it is our turn and nothing is on its way', () => expect(caseDueAt(aCase())).toBeUndefined())
	it('is first the send that should have ended', () => {
		expect(caseDueAt(asked())).toBe(addMilliseconds(minute(1), SEND_OVERDUE))
		expect(caseDueAt(doing(asked(), 3, startSend()))).toBe(addMilliseconds(minute(3), SEND_OVERDUE))
	})
	it('is a deferred send when it may be tried again', () => {
		expect(caseDueAt(doing(asked(), 2, startSend(), deferred({ until: minute(90) })))).toBe(minute(90))
	})
	it('is the end of the request once all is sent', () =>
		expect(caseDueAt(doing(asked(), 2, startSend(), sent()))).toBe(minute(1 + WEEK)))
	it('is the end of the request even when the turn is ours', () => {
		const left = doing(asked(), 2, startSend(), sent())
		expect(caseDueAt(afterFacts(left, message(2, 5)))).toBe(minute(1 + WEEK))
	})
	it('is the erasure of a closed case, and of nothing else there', () => {
		const received = doing(asked(), 2, startSend(), sent(), recordData(), close())
		expect(caseDueAt(received)).toBe(minute(3 * 24 * 60))
		expect(caseDueAt(doing(received, 9, { kind: 'recordErasure', reason: 'retention' }))).toBeUndefined()
	})
})
