import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { dataRefusals } from '#shared/cases/data/decide.ts'
import {
	ANNA,
	answeredByHand,
	assign,
	BEN,
	claim,
	close,
	factAt,
	keyOf,
	minute,
	REQUEST,
	recordData,
	requestData,
	SUBMISSION,
	sent,
	startSend,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const MESSAGE = keyOf('msg', 1)
const FIELDS: CommandOf<'recordData'>['fields'] = ['customerNumber', 'phone']
const read = (change: Partial<CommandOf<'readData'>> = {}): CommandOf<'readData'> => ({
	kind: 'readData',
	by: ANNA,
	purpose: 'callBack',
	fields: ['phone', 'name'],
	...change,
})
const retire = { kind: 'recordErasure', reason: 'retention' } as const
const demand = { kind: 'recordErasure', reason: 'demanded', by: ANNA } as const
const find = (number = 5): CommandOf<'recordFoundData'> => ({
	kind: 'recordFoundData',
	message: MESSAGE,
	submission: keyOf('sub', number),
	fields: ['email'],
})
const expose = (...fields: CommandOf<'recordExposure'>['fields'][number][]): CommandOf<'recordExposure'> => ({
	kind: 'recordExposure',
	message: MESSAGE,
	fields,
})

/** Anna asked for data. */
const asked = () => givenCase().after(1, requestData())
/** The customer gave them. */
const gave = () => asked().after(2, recordData())
const received = (at: number, submission = SUBMISSION) =>
	factAt('DataReceived', at, {
		request: REQUEST,
		submission,
		fields: ['customerNumber', 'phone'],
		assurance: 'controlsMailbox',
	})

describe('the commands about data', () => {
	itRefuses(dataRefusals, {
		recordData: {},
		readData: {
			notYours: { given: gave(), when: read({ by: BEN }), at: 3 },
			noData: { given: gave(), when: read({ fields: ['name'] }), at: 3 },
		},
		recordErasure: {},
		recordFoundData: {},
		recordExposure: {},
	})
})

describe('data that the customer gave', () => {
	it('are told of once per submission', () => {
		asked().when(recordData(), 2).then(received(2))
		gave().when(recordData(), 3).thenNothing()
		gave()
			.when(recordData({ submission: keyOf('sub', 2) }), 3)
			.then(received(3, keyOf('sub', 2)))
	})
	it('make it our turn, and lie with their request', () => {
		const answered = asked().after(2, answeredByHand()).after(3, startSend(), sent())
		answered.happens(received(5)).thenChanged({
			turn: { who: 'ours' },
			tries: undefined,
			waitingSince: minute(5),
			requests: [
				expect.objectContaining({
					status: 'received',
					submissions: [{ id: SUBMISSION, fields: FIELDS, assurance: 'controlsMailbox', at: minute(5) }],
				}),
			],
		})
	})
	it('wait no longer than the message before them', () => gave().thenState({ waitingSince: minute(0) }))
	it('are taken in after a revocation', () =>
		asked().after(2, { kind: 'revokeRequest', by: ANNA }).when(recordData(), 3).then(received(3)))
	it('are taken in after a close, which reopens the case with somebody waiting', () => {
		const closed = asked().after(2, close())
		closed.when(recordData(), 3).then(factAt('CaseReopened', 3), received(3))
		closed.when(recordData(), 3).thenState({ state: 'open', turn: { who: 'ours' }, waitingSince: minute(3) })
		closed.when(recordData(), 3).thenWithout('eraseAt')
	})
	it('of a request that is not of the case are not', () => givenCase().when(recordData(), 3).thenNothing())
	it('of an unknown request say only that somebody waits and something is to be erased', () =>
		givenCase().happens(received(1)).thenChanged({ holdsData: true }))
	it('are known by their key even when they are erased', () => {
		const erased = gave().after(3, demand)
		erased.when(recordData(), 4).thenNothing()
		erased.after(4, close()).when(recordData(), 6).thenNothing()
		erased.when(recordData({ submission: keyOf('sub', 2) }), 4).then(received(4, keyOf('sub', 2)))
	})
})

describe('a reading', () => {
	it('puts on record the fields that were given', () =>
		gave()
			.when(read(), 3)
			.then(factAt('DataRead', 3, { by: ANNA, purpose: 'callBack', fields: ['phone'] })))
	it('is of what was found in messages, too', () =>
		givenCase()
			.after(1, claim(), find())
			.when(read({ fields: ['email', 'phone'] }), 3)
			.then(factAt('DataRead', 3, { by: ANNA, purpose: 'callBack', fields: ['email'] })))
	it('is for whoever works the case: owner or deputy, and no longer for who handed it on', () => {
		const assigned = gave().after(3, assign(keyOf('agent', 5), BEN))
		assigned.when(read({ by: BEN }), 99).thenFacts('DataRead')
		assigned.when(read({ by: keyOf('agent', 5) }), 99).thenFacts('DataRead')
		for (const minutes of [4, 99]) assigned.when(read(), minutes).thenRefused('notYours')
	})
	it('goes on record each time, and changes nothing', () => {
		gave().after(3, read()).when(read(), 4).thenFacts('DataRead')
		gave()
			.happens(factAt('DataRead', 3, { by: ANNA, purpose: 'callBack', fields: ['phone'] }))
			.thenUnchanged()
	})
	it('of what is erased is refused', () => gave().after(3, demand).when(read(), 4).thenRefused('noData'))
})

describe('an erasure of what the customer gave', () => {
	it('comes when its time is over, once', () => {
		gave()
			.when(retire, 3)
			.then(factAt('DataErased', 3, { reason: 'retention' }))
		gave().after(3, retire).when(retire, 4).thenNothing()
		givenCase().when(retire, 1).thenNothing()
	})
	it('comes on demand, once', () => {
		gave()
			.when(demand, 3)
			.then(factAt('DataErased', 3, { reason: 'demanded', by: ANNA }))
		gave().after(3, demand).when(demand, 4).thenNothing()
		gave().after(3, demand).when(retire, 4).thenNothing()
	})
	it('on demand ends an open request with it, whoever holds the claim', () => {
		asked()
			.when({ ...demand, by: BEN }, 2)
			.then(
				factAt('RequestRevoked', 2, { by: BEN, request: REQUEST }),
				factAt('DataErased', 2, { reason: 'demanded', by: BEN }),
			)
		asked()
			.when(demand, 2)
			.thenState({ holdsData: false, turn: { who: 'ours' }, requests: [{ status: 'revoked' }] })
	})
	it('by its time leaves an open request alone', () =>
		asked()
			.when(retire, 2)
			.then(factAt('DataErased', 2, { reason: 'retention' })))
	it('keeps the keys of submissions and nothing else', () =>
		gave()
			.after(3, find(), close())
			.happens(factAt('DataErased', 9, { reason: 'retention' }))
			.thenChanged({
				eraseAt: undefined,
				holdsData: false,
				foundData: [],
				requests: [expect.objectContaining({ submissions: [], erased: [SUBMISSION] })],
			}))
})

describe('personal data that stood in a private message', () => {
	const found = (at: number) =>
		factAt('DataFound', at, { message: MESSAGE, submission: keyOf('sub', 5), fields: ['email'] })
	it('are told of once', () => {
		givenCase().when(find(), 1).then(found(1))
		givenCase().after(1, find()).when(find(), 2).thenNothing()
		givenCase().after(1, find()).when(find(6), 2).thenFacts('DataFound')
	})
	it('reopen a closed case: only an open one comes to the close that says when they are erased', () =>
		givenCase().after(1, close()).when(find(), 2).then(factAt('CaseReopened', 2), found(2)))
	it('are something to be erased', () =>
		givenCase()
			.happens(found(1))
			.thenChanged({ foundData: [{ id: keyOf('sub', 5), fields: ['email'], at: minute(1) }], holdsData: true }))
})

describe('personal data that everybody reads', () => {
	it('are told of once for each field', () => {
		givenCase()
			.when(expose('phone'), 1)
			.then(factAt('DataExposed', 1, { message: MESSAGE, fields: ['phone'] }))
		const exposed = givenCase().after(1, expose('phone'))
		exposed.when(expose('phone'), 2).thenNothing()
		exposed
			.when(expose('phone', 'email'), 2)
			.then(factAt('DataExposed', 2, { message: MESSAGE, fields: ['phone', 'email'] }))
		exposed.when({ ...expose('phone'), message: keyOf('msg', 2) }, 2).thenFacts('DataExposed')
	})
	it('leave a closed case closed', () =>
		givenCase().after(1, close()).when(expose('phone'), 2).thenFacts('DataExposed'))
	it('warn whoever opens the case', () =>
		givenCase()
			.happens(factAt('DataExposed', 1, { message: MESSAGE, fields: ['phone'] }))
			.thenChanged({
				exposures: [{ message: MESSAGE, fields: ['phone'], at: minute(1) }],
			}))
	it('warn of the newest twenty', () => {
		const told = Array.from({ length: 21 }, (_, number) =>
			factAt('DataExposed', number, { message: keyOf('msg', number), fields: ['phone'] }),
		)
		const { exposures } = givenCase().and(...told).state
		expect(exposures.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, number) => minute(number + 1)))
	})
})
