import { z } from 'zod'
import { applyCommand } from '#shared/cases/apply-command.ts'
import { newId } from '#shared/kernel/id.ts'
import { caseCommand } from '#shared/verification/case-command.ts'
import { commandSchema, type RequestCommand } from '#shared/verification/command.ts'
import { deliverySchema, sliceSchema } from './delivery.ts'
import { type DeliveryDependencies, handleDelivery, handleSlice } from './handle-delivery.ts'
import { retryParked, retryParkedSchema } from './retry-parked.ts'

const messageSchema = z.union([deliverySchema, sliceSchema, retryParkedSchema, commandSchema])

const handleCommand = async (dependencies: DeliveryDependencies, told: RequestCommand): Promise<void> => {
	const { caseId, requestId, command } = told
	const applied = await applyCommand(dependencies, caseId, caseCommand(told, newId('eff', dependencies.random)))
	dependencies.log.info('COMMAND_HANDLED', { caseId, requestId, outcome: applied.outcome, reason: command })
}

/** One message of the worker's queues: a delivery, a slice of one, or a command. Throws what is to be tried again. */
export const handleMessage = async (dependencies: DeliveryDependencies, message: unknown): Promise<void> => {
	const parsed = messageSchema.parse(message)
	if (!('command' in parsed))
		return 'events' in parsed ? handleSlice(dependencies, parsed) : handleDelivery(dependencies, parsed)
	return parsed.command === 'retry-parked' ? retryParked(dependencies, parsed.id) : handleCommand(dependencies, parsed)
}
