import { describe, expect, it } from 'vitest'
import type { CommandOf } from '#shared/cases/commands.ts'
import { signalsRefusals } from '#shared/cases/signals/decide.ts'
import { dangerDeedSchema, dangerKindSchema } from '#shared/cases/signals/facts.ts'
import { dangersToTell, hasOpenDanger, standingSignals } from '#shared/cases/signals/state.ts'
import {
	ANNA,
	BEN,
	beginErasure,
	breakPromise,
	CEM,
	claim,
	close,
	endDanger,
	factAt,
	keyOf,
	makePromise,
	message,
	minute,
	raiseDanger,
	raiseSignal,
	reply,
} from '#test/support/case-factories.ts'
import { givenCase, itRefuses } from '#test/support/case-specification.ts'

const [FIRST, SECOND] = [keyOf('msg', 1), keyOf('msg', 2)]
const confirm: CommandOf<'confirmSignal'> = { kind: 'confirmSignal', by: ANNA, signal: 'press' }
const dismiss: CommandOf<'dismissSignal'> = {
	kind: 'dismissSignal',
	by: ANNA,
	signal: 'press',
	reason: 'wronglyDetected',
}
const take = (by = ANNA): CommandOf<'takeDanger'> => ({ kind: 'takeDanger', by, danger: 'selfHarm' })
const tell = { kind: 'recordDangerTold' } as const
const erased = (at: number) => factAt('MessageErased', at, { message: FIRST, filedVersion: 2 })

const suggested = () => givenCase().after(1, raiseSignal())
const inDanger = () => givenCase().after(1, raiseDanger())

describe('the commands about signals and dangers', () => {
	itRefuses(signalsRefusals, {
		raiseSignal: {},
		confirmSignal: { signalNotRaised: { given: givenCase(), when: confirm, at: 1 } },
		dismissSignal: { signalNotRaised: { given: givenCase(), when: dismiss, at: 1 } },
		raiseDanger: {},
		recordDangerTold: {},
		takeDanger: { dangerNotOpen: { given: givenCase(), when: take(), at: 1 } },
		endDanger: { dangerNotOpen: { given: inDanger().after(2, endDanger()), when: endDanger(), at: 3 } },
	})
	it('take a kind that does not exist for one that nobody raised', () => {
		suggested()
			.when({ ...confirm, signal: undefined }, 2)
			.thenRefused('signalNotRaised')
		suggested()
			.when({ ...dismiss, signal: undefined }, 2)
			.thenRefused('signalNotRaised')
		inDanger()
			.when({ ...take(), danger: undefined }, 2)
			.thenRefused('dangerNotOpen')
		inDanger()
			.when({ ...endDanger(), danger: undefined }, 2)
			.thenRefused('dangerNotOpen')
	})
})

describe('a signal', () => {
	it('is suggested by a rule with its message, or by a person, and changes nothing else', () => {
		givenCase()
			.when(raiseSignal(), 1)
			.then(factAt('SignalRaised', 1, { signal: 'press', message: FIRST, rule: 'words' }))
		givenCase()
			.when(raiseSignal({ by: ANNA, rule: undefined }), 1)
			.then(factAt('SignalRaised', 1, { signal: 'press', message: FIRST, by: ANNA }))
		givenCase()
			.happens(factAt('SignalRaised', 1, { signal: 'press', message: FIRST, rule: 'words' }))
			.thenChanged({ signals: [{ signal: 'press', state: 'raised', messages: [FIRST], at: minute(1) }] })
	})
	it('is raised once by a message, and anew by another', () => {
		suggested().when(raiseSignal(), 2).thenNothing()
		suggested()
			.and(message(2, 2))
			.after(3, raiseSignal({ message: SECOND }))
			.thenState({ signals: [{ state: 'raised', messages: [FIRST, SECOND] }] })
	})
	it('is confirmed by a person, once, and stays so', () => {
		suggested()
			.when(confirm, 2)
			.then(factAt('SignalConfirmed', 2, { by: ANNA, signal: 'press' }))
		const confirmed = suggested().after(2, confirm)
		confirmed.when(confirm, 3).thenNothing()
		confirmed
			.after(3, raiseSignal({ message: SECOND }))
			.thenState({ signals: [{ state: 'confirmed', messages: [FIRST, SECOND] }] })
	})
	it('is dismissed with a reason: the same message does not raise it again, another one or a person does', () => {
		suggested()
			.when(dismiss, 2)
			.then(factAt('SignalDismissed', 2, { by: ANNA, signal: 'press', reason: 'wronglyDetected' }))
		const dismissed = suggested().after(2, dismiss)
		dismissed.when(dismiss, 3).thenNothing()
		dismissed.when(raiseSignal(), 3).thenNothing()
		dismissed.when(raiseSignal({ message: SECOND }), 3).thenFacts('SignalRaised')
		dismissed.when(raiseSignal({ by: BEN, rule: undefined }), 3).thenFacts('SignalRaised')
		expect(standingSignals(suggested().state)).toEqual(['press'])
		expect(standingSignals(dismissed.state)).toEqual([])
		expect(standingSignals(dismissed.after(3, raiseSignal({ message: SECOND })).state)).toEqual(['press'])
	})
	it('is kept with the newest twenty messages that raised it', () => {
		const raised = Array.from({ length: 22 }, (_, number) => raiseSignal({ message: keyOf('msg', number + 1) }))
		const { signals } = givenCase().after(1, ...raised).state
		expect(signals[0]?.messages).toEqual(Array.from({ length: 20 }, (_, number) => keyOf('msg', number + 3)))
	})
	it('goes with its message, and stays by another', () => {
		suggested().and(erased(2)).thenState({ signals: [] })
		suggested()
			.after(2, raiseSignal({ message: SECOND }))
			.and(erased(4))
			.thenState({ signals: [{ messages: [SECOND] }] })
		givenCase()
			.after(1, raiseSignal({ message: undefined, by: ANNA, rule: undefined }))
			.and(erased(2))
			.thenState({ signals: [{ messages: [] }] })
	})
	it('goes with the person', () =>
		suggested().after(2, beginErasure()).and(factAt('PersonErased', 3)).thenState({ signals: [] }))
	it('leaves a closed case closed', () =>
		givenCase().after(1, close()).when(raiseSignal(), 2).thenFacts('SignalRaised'))
})

describe('promises that we broke', () => {
	const [SECOND_PROMISE, THIRD_PROMISE] = [keyOf('promise', 2), keyOf('promise', 3)]
	const owing = () =>
		givenCase().after(1, makePromise(), makePromise({ id: SECOND_PROMISE }), makePromise({ id: THIRD_PROMISE }))
	const both = () => owing().after(5, breakPromise(), breakPromise(ANNA, SECOND_PROMISE))
	it('are a signal from the second on, raised by a rule without a message', () => {
		owing().when(breakPromise(), 4).thenFacts('PromiseBroken')
		owing()
			.after(4, breakPromise())
			.when(breakPromise(ANNA, SECOND_PROMISE), 5)
			.thenFacts('PromiseBroken', 'SignalRaised')
		expect(both().state.signals).toEqual([
			{ signal: 'brokenPromiseTwice', state: 'raised', messages: [], at: minute(6) },
		])
	})
	it('are no further signal while it stands, and one again once it was dismissed', () => {
		both().when(breakPromise(ANNA, THIRD_PROMISE), 7).thenFacts('PromiseBroken')
		const dismissed = both().after(7, { ...dismiss, signal: 'brokenPromiseTwice' })
		dismissed.when(breakPromise(ANNA, THIRD_PROMISE), 8).thenFacts('PromiseBroken', 'SignalRaised')
	})
})

describe('a danger', () => {
	it('stands from the moment that a rule or a person raised it', () => {
		givenCase()
			.when(raiseDanger(), 1)
			.then(factAt('DangerRaised', 1, { danger: 'selfHarm', message: FIRST }))
		givenCase()
			.when(raiseDanger({ by: BEN, message: undefined }), 1)
			.then(factAt('DangerRaised', 1, { danger: 'selfHarm', by: BEN }))
		givenCase()
			.happens(factAt('DangerRaised', 1, { danger: 'selfHarm', message: FIRST }))
			.thenChanged({ dangers: [{ danger: 'selfHarm', messages: [FIRST], since: minute(1) }] })
		expect(hasOpenDanger(givenCase().state)).toBe(false)
		expect(hasOpenDanger(inDanger().state)).toBe(true)
	})
	it('is raised once by a message; another one lies with it, and with whoever took it', () => {
		inDanger().when(raiseDanger(), 2).thenNothing()
		inDanger()
			.when(raiseDanger({ message: undefined, by: ANNA }), 2)
			.thenNothing()
		inDanger()
			.after(2, take())
			.after(3, raiseDanger({ message: SECOND }))
			.thenState({ dangers: [{ messages: [FIRST, SECOND], since: minute(1), takenBy: ANNA }] })
	})
	it('opens a closed case', () =>
		givenCase().after(1, close()).when(raiseDanger(), 2).thenFacts('CaseReopened', 'DangerRaised'))
	it('is taken by whoever looks after it, and by the next one from them', () => {
		inDanger()
			.when(take(), 2)
			.then(
				factAt('DangerTaken', 2, { by: ANNA, danger: 'selfHarm' }),
				factAt('CaseTakenOver', 2, { by: ANNA, why: 'danger' }),
			)
		const taken = inDanger().after(2, take())
		taken.thenState({ dangers: [{ takenBy: ANNA, takenAt: minute(2) }] })
		taken.when(take(), 3).thenNothing()
		taken.after(3, take(BEN)).thenState({ dangers: [{ takenBy: BEN }] })
	})
	it('gives nothing of somebody else to who raised it alone', () => {
		const owned = givenCase()
			.after(1, claim())
			.after(2, raiseDanger({ by: BEN, message: undefined }))
		owned.when(take(BEN), 3).thenFacts('DangerTaken')
		owned.when(take(CEM), 3).thenFacts('DangerTaken', 'CaseTakenOver')
		const words = owned.after(3, raiseDanger())
		words.when(take(BEN), 4).thenFacts('DangerTaken', 'CaseTakenOver')
		givenCase()
			.after(1, raiseDanger({ by: BEN }))
			.when(take(BEN), 2)
			.thenFacts('DangerTaken', 'CaseTakenOver')
	})
	it('gives the case to who takes it, to act in: one that is free, or over the head of its owner without a right to read', () => {
		inDanger().after(2, take()).thenState({ owner: ANNA })
		inDanger().after(2, take()).thenWithout('tookOver')
		const owned = inDanger().after(2, claim())
		owned.when(take(), 3).thenFacts('DangerTaken')
		owned
			.when(take(BEN), 3)
			.then(
				factAt('DangerTaken', 3, { by: BEN, danger: 'selfHarm' }),
				factAt('CaseTakenOver', 3, { by: BEN, from: ANNA, why: 'danger' }),
			)
		const taken = owned.after(3, take(BEN))
		taken.thenState({ owner: BEN, tookOver: BEN, claim: undefined })
		taken.when(reply(1, { by: BEN }), 4).thenFacts('CaseClaimed', 'ReplyQueued')
		const helped = inDanger().after(2, claim()).after(30, claim(CEM))
		helped.when(take(BEN), 31).thenFacts('DangerTaken')
		helped.when({ ...endDanger(), by: BEN }, 31).thenFacts('DangerTaken', 'DangerEnded')
	})
	it.each(dangerDeedSchema.options)('ends with what was done: %s', (did) => {
		inDanger()
			.when({ ...endDanger(), did }, 2)
			.then(
				factAt('DangerTaken', 2, { by: ANNA, danger: 'selfHarm' }),
				factAt('DangerEnded', 2, { by: ANNA, danger: 'selfHarm', did }),
			)
		const ended = inDanger()
			.after(2, take(BEN))
			.when({ ...endDanger(), did }, 3)
		ended.thenFacts('DangerEnded')
		ended.thenState({ dangers: [] })
	})
	it.each(dangerKindSchema.options)('keeps its case from closing until it ended: %s', (danger) => {
		const open = givenCase().after(1, raiseDanger({ danger }))
		open.when(close(), 2).thenRefused('dangerOpen')
		open
			.after(2, { ...take(), danger })
			.when(close(), 3)
			.thenRefused('dangerOpen')
		open
			.after(2, { ...endDanger(), danger })
			.when(close(), 3)
			.thenFacts('CaseClaimed', 'CaseClosed')
	})
	it('stands though its message was taken back, or its person erased', () => {
		inDanger()
			.and(erased(2))
			.thenState({ dangers: [{ danger: 'selfHarm', messages: [] }] })
		inDanger()
			.after(2, beginErasure())
			.and(factAt('PersonErased', 3))
			.thenState({ dangers: [{ danger: 'selfHarm', messages: [] }] })
	})
	it('is raised again by the same message once it ended: an edit is a new word', () =>
		inDanger().after(2, endDanger()).when(raiseDanger(), 3).thenFacts('DangerRaised'))
})

describe('a danger that nobody took', () => {
	it('is to be told after two minutes, then every five', () => {
		expect(dangersToTell(inDanger().state, minute(2.9))).toEqual([])
		inDanger().when(tell, 2).thenNothing()
		inDanger()
			.when(tell, 3)
			.then(factAt('DangerTold', 3, { danger: 'selfHarm' }))
		const told = inDanger().after(3, tell)
		told.when(tell, 7).thenNothing()
		told.when(tell, 8).thenFacts('DangerTold')
	})
	it('is to be told each by itself', () =>
		inDanger()
			.after(2, raiseDanger({ danger: 'child' }))
			.when(tell, 3.5)
			.then(factAt('DangerTold', 3.5, { danger: 'selfHarm' })))
	it('is told no more once somebody took it', () => inDanger().after(2, take()).when(tell, 9).thenNothing())
})
