import { applyCommand } from '#shared/cases/apply.ts'
import type { Command } from '#shared/cases/commands.ts'
import { isReply } from '#shared/cases/sends/send.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { SendLookup } from '#shared/channels/channel.ts'
import { addMilliseconds, SECOND } from '#shared/kernel/clock.ts'
import { createLog } from '#shared/kernel/log.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { type DeliverDependencies, deliverSend } from '#shared/sending/deliver-send.ts'
import type { Job } from '#shared/sending/job.ts'
import type { PaceRules } from '#shared/sending/pace.ts'
import type { Delivered, LimitScope, Prepared, Transport } from '#shared/sending/transport.ts'
import { createMemorySendLimitStore } from '#test/memory/send-limit-store.ts'
import { ANNA, keyOf, requestData, SEND } from './case-factories.ts'
import { createCasePlace, incoming } from './incoming-message.ts'

export const ACCOUNT = { network: 'x', accountId: '1001' } as const
const SENT: Delivered = { outcome: 'sent', externalId: '9' }
export const LONGEST = 30 * SECOND

/** What the network of the tests does next. */
export type Behaviour = {
	send?: Delivered | Error | undefined
	find?: SendLookup | undefined
	probe?: 'working' | 'stopped' | 'unknown' | undefined
}

/** The command by which an agent answers the first message of the place in public, leaving after `undoSeconds`. */
export const answer = (number: number, undoSeconds = 0, change: Partial<Extract<Command, { kind: 'reply' }>> = {}) =>
	({
		kind: 'reply',
		by: ANNA,
		send: keyOf('send', 100 + number),
		reply: keyOf('msg', 900 + number),
		target: {
			visibility: 'public',
			answered: {
				message: keyOf('msg', 1),
				contact: keyOf('contact', 1),
				network: 'x',
				visibility: 'public',
				form: 'mention',
				sentAt: '2026-11-22T10:00:00.000Z',
			},
		},
		purpose: 'answer',
		rules: { xAnswersSummonsOnly: false },
		undoMilliseconds: undoSeconds * SECOND,
		overrides: [],
		...change,
	}) satisfies Command

/**
 * One case with one send, a network that does what it is told, and everything an outbound function works with, in
 * memory. `held` is what went back onto the queue, with its delay in seconds.
 */
export const createSendingPlace = async () => {
	const place = createCasePlace()
	const received = await receiveMessage(place, incoming({ key: keyOf('msg', 1) }))
	if (received.outcome !== 'message') throw new Error(received.outcome)
	const { caseId } = received
	await applyCommand(place, caseId, requestData())

	const lines: string[] = []
	const held: { readonly job: Job; readonly delaySeconds: number }[] = []
	const calls = { send: 0, find: 0, probe: 0 }
	const behaviour: Behaviour = {}
	const sendLimits = createMemorySendLimitStore()
	let isSending = true
	let kind: LimitScope['kind'] = 'private'
	let pace: PaceRules = {}
	const log = createLog((line) => lines.push(line))

	/** The network, all but what a test puts in its place. */
	const transportWith = (change: Partial<Prepared> = {}): Transport => ({
		prepare: async (_, send) => ({
			limitScope: { account: ACCOUNT, kind, isUrgent: isReply(send) && send.isUrgent === true },
			find: async () => {
				calls.find += 1
				return behaviour.find ?? { found: 'no' }
			},
			send: async () => {
				calls.send += 1
				if (behaviour.send instanceof Error) throw behaviour.send
				return behaviour.send ?? SENT
			},
			...change,
		}),
		probe: async () => {
			calls.probe += 1
			return behaviour.probe ?? 'stopped'
		},
		readDelay: () => 15 * SECOND,
	})
	const transport = transportWith()
	const dependencies = (): DeliverDependencies => ({
		store: place.store,
		clock: place.clock,
		random: place.random,
		log,
		transport,
		sending: { isOn: async () => isSending },
		sendLimits: { store: sendLimits, pace },
		again: {
			send: async (job, { delaySeconds = 0 } = {}) => {
				held.push({ job, delaySeconds })
			},
		},
		longestSendMilliseconds: LONGEST,
	})
	const state = async (): Promise<CaseState> => {
		const current = await place.store.load(caseId)
		if (current === undefined) throw new Error('no case')
		return current
	}
	return {
		...place,
		caseId,
		lines,
		held,
		calls,
		behaviour,
		sendLimits,
		transport,
		transportWith,
		dependencies,
		state,
		send: async (id = SEND) => (await state()).sends.find((send) => send.id === id),
		tell: async (...commands: readonly Command[]) => {
			for (const command of commands) {
				const { outcome } = await applyCommand(place, caseId, command)
				if (outcome !== 'applied') throw new Error(`${command.kind}: ${outcome}`)
			}
		},
		deliver: (send = SEND, change: Partial<DeliverDependencies> = {}) =>
			deliverSend({ ...dependencies(), ...change }, { caseId, send }),
		/** Time passes. */
		wait: (milliseconds: number) => place.setTime(addMilliseconds(place.clock.now(), milliseconds)),
		setSending: (isOn: boolean) => {
			isSending = isOn
		},
		setKind: (next: LimitScope['kind']) => {
			kind = next
		},
		setPace: (next: PaceRules) => {
			pace = next
		},
		/** How long what waits last waits, and nothing else was put back since. */
		lastDelay: (): number | undefined => {
			const [last] = held.splice(0).toReversed()
			return last?.delaySeconds
		},
		counted: (metric: string): number =>
			lines.filter((line) => line.includes(`"${metric}":`) && line.includes('_aws')).length,
	}
}

export type SendingPlace = Awaited<ReturnType<typeof createSendingPlace>>
