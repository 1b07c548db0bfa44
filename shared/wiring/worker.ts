import * as z from 'zod'
import { applyCommand } from '#shared/cases/apply.ts'
import { agentKeySchema } from '#shared/cases/keys.ts'
import { caseCommand, type RequestCommand, requestCommandSchema } from '#shared/cases/requests/request-command.ts'
import { newId } from '#shared/kernel/id.ts'
import { DISMISSALS } from '#shared/ledger/ports.ts'
import { tendParked } from '#shared/ledger/tend-parked.ts'
import { completeText, completeTextSchema } from '#shared/media/complete-text.ts'
import { type DeliveryDependencies, handleDelivery, handleSlice } from '#shared/messages/handle-delivery.ts'
import { deliverySchema, sliceSchema } from '#shared/messages/queued-delivery.ts'
import { retryParked } from '#shared/messages/retry-parked.ts'
import { screenFiled } from '#shared/messages/screen-message.ts'
import { screenCommandSchema } from '#shared/screening/screen-command.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { type StageScreening, stageScreening } from '#shared/screening/stage-screening.ts'
import { rereadSchema } from '#shared/upkeep/reread.ts'
import { rereadMessage } from '#shared/upkeep/reread-message.ts'

const id = z.string().regex(/^park_[0-9a-z]{26}_\d{1,6}$/)

/** An agent's command to retry a parked event, after a fix. */
const retrySchema = z.strictObject({ command: z.literal('retry-parked'), id })

/** A lead's command to dismiss a parked event. */
const dismissSchema = z.strictObject({
	command: z.literal('dismiss-parked'),
	id,
	by: agentKeySchema,
	reason: z.enum(DISMISSALS),
})

/** The sweep's command to count parked events and to renew what is waiting. */
const tendSchema = z.strictObject({ command: z.literal('tend-parked') })

const parkedCommandSchema = z.discriminatedUnion('command', [retrySchema, dismissSchema, tendSchema])
type ParkedCommand = z.infer<typeof parkedCommandSchema>

const messageSchema = z.union([
	deliverySchema,
	sliceSchema,
	parkedCommandSchema,
	completeTextSchema,
	rereadSchema,
	screenCommandSchema,
	requestCommandSchema,
])

const handleCommand = async (dependencies: DeliveryDependencies, asked: RequestCommand): Promise<void> => {
	const { caseId, requestId, command } = asked
	const applied = await applyCommand(dependencies, caseId, caseCommand(asked, newId('send', dependencies.random)))
	dependencies.log.info('COMMAND_HANDLED', { caseId, requestId, outcome: applied.outcome, reason: command })
}

const handleParked = async (dependencies: DeliveryDependencies, asked: ParkedCommand): Promise<void> => {
	const { parked, clock, log } = dependencies
	switch (asked.command) {
		case 'retry-parked':
			return retryParked(dependencies, asked.id)
		case 'dismiss-parked':
			await parked.dismiss(asked.id, asked.by, asked.reason, clock.now())
			return log.info('PARKED_DISMISSED', { parked: asked.id, reason: asked.reason })
		case 'tend-parked':
			await tendParked(dependencies)
	}
}

export type WorkerPorts = Omit<DeliveryDependencies, 'identityKey' | 'screen'> & {
	readonly identityKey: () => Promise<string>
	readonly screening: StageScreening
}

/** Creates the worker, which handles networks' deliveries and other functions' commands, one message at a time. */
export const createWorker = ({ screening, ...ports }: WorkerPorts) => {
	const screen = createScreen(stageScreening(screening))
	return async (message: unknown): Promise<void> =>
		handleMessage({ ...ports, screen, identityKey: await ports.identityKey() }, message)
}

/**
 * Handles one message of the worker's queues: a delivery, a slice of one, or a command. Throws where it must be
 * retried.
 */
export const handleMessage = async (dependencies: DeliveryDependencies, message: unknown): Promise<void> => {
	const parsed = messageSchema.parse(message)
	if (!('command' in parsed))
		return 'events' in parsed ? handleSlice(dependencies, parsed) : handleDelivery(dependencies, parsed)
	if (parsed.command === 'complete-text') return completeText(dependencies, parsed)
	if (parsed.command === 'screen-message') return screenFiled(dependencies, parsed.message)
	if (parsed.command === 'reread') return rereadMessage(dependencies, parsed)
	return 'caseId' in parsed ? handleCommand(dependencies, parsed) : handleParked(dependencies, parsed)
}
