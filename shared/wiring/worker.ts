import { applyCommand } from '#shared/cases/apply.ts'
import {
	caseCommand,
	MAIL_FAILURES,
	PAGE_COMMANDS,
	type RequestCommand,
} from '#shared/cases/requests/request-command.ts'
import { newId } from '#shared/kernel/id.ts'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import {
	type DismissParked,
	dismissParkedSchema,
	retryParkedSchema,
	tendParkedSchema,
} from '#shared/ledger/parked-commands.ts'
import { settleParkedMail } from '#shared/ledger/parked-mail.ts'
import { tendParked } from '#shared/ledger/tend-parked.ts'
import { completeText, completeTextSchema } from '#shared/media/complete-text.ts'
import { type DeliveryDependencies, handleDelivery, handleSlice } from '#shared/messages/handle-delivery.ts'
import { deliverySchema, sliceSchema } from '#shared/messages/queued-delivery.ts'
import { retryParked } from '#shared/messages/retry-parked.ts'
import { screenFiled } from '#shared/messages/screen-message.ts'
import { sealNote } from '#shared/messages/seal-note.ts'
import { screenCommandSchema, sealNoteSchema } from '#shared/screening/screen-command.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { type StageScreening, stageScreening } from '#shared/screening/stage-screening.ts'
import { rereadSchema } from '#shared/upkeep/reread.ts'
import { rereadMessage } from '#shared/upkeep/reread-message.ts'

const record = async (dependencies: DeliveryDependencies, asked: RequestCommand): Promise<void> => {
	const { caseId, requestId, command } = asked
	const applied = await applyCommand(dependencies, caseId, caseCommand(asked, newId('send', dependencies.random)))
	dependencies.log.info('COMMAND_HANDLED', { caseId, requestId, outcome: applied.outcome, reason: command })
}

const dismiss = async (dependencies: DeliveryDependencies, asked: DismissParked): Promise<void> => {
	const { parked, clock, log } = dependencies
	const { id, by, reason } = asked
	await settleParkedMail(dependencies, await parked.find(id), 'dismissed')
	await parked.dismiss(id, by, reason, clock.now())
	log.info('PARKED_DISMISSED', { parked: id, reason })
}

type WorkedQueue = 'Deliveries' | 'PageCommands' | 'MailCommands' | 'DeskCommands' | 'HouseCommands' | 'FactCommands'

/** Returns what the worker accepts by each of its queues, on dependencies opened anew for each message. */
export const workerReceivers = (open: () => Promise<DeliveryDependencies>) => {
	const on = <Message>(
		schema: Parameters<typeof receive<Message>>[0],
		act: (dependencies: DeliveryDependencies, message: Message) => Promise<unknown>,
	) => receive(schema, async (message) => void (await act(await open(), message)))
	return {
		Deliveries: { delivery: on(deliverySchema, handleDelivery), slice: on(sliceSchema, handleSlice) },
		PageCommands: {
			'mail-requested': on(PAGE_COMMANDS['mail-requested'], record),
			'data-received': on(PAGE_COMMANDS['data-received'], record),
			'request-paused': on(PAGE_COMMANDS['request-paused'], record),
			'request-disowned': on(PAGE_COMMANDS['request-disowned'], record),
		},
		MailCommands: {
			'mail-bounced': on(MAIL_FAILURES['mail-bounced'], record),
			'mail-complained': on(MAIL_FAILURES['mail-complained'], record),
			'answer-bounced': on(MAIL_FAILURES['answer-bounced'], record),
			'answer-complained': on(MAIL_FAILURES['answer-complained'], record),
			'screen-message': on(screenCommandSchema, (worker, { message }) => screenFiled(worker, message)),
			'complete-text': on(completeTextSchema, completeText),
		},
		DeskCommands: {
			'retry-parked': on(retryParkedSchema, (worker, { id }) => retryParked(worker, id)),
			'dismiss-parked': on(dismissParkedSchema, dismiss),
		},
		HouseCommands: {
			'tend-parked': on(tendParkedSchema, tendParked),
			reread: on(rereadSchema, rereadMessage),
		},
		FactCommands: { 'seal-note': on(sealNoteSchema, (worker, { note }) => sealNote(worker, note)) },
	} satisfies QueueReceivers<WorkedQueue>
}

export type WorkerPorts = Omit<DeliveryDependencies, 'identityKey' | 'screen'> & {
	readonly identityKey: () => Promise<string>
	readonly screening: StageScreening
}

/** Creates the worker, which makes cases of networks' deliveries and does what other functions' commands ask. */
export const createWorker = ({ screening, ...ports }: WorkerPorts) => {
	const screen = createScreen(stageScreening(screening))
	return workerReceivers(async () => ({ ...ports, screen, identityKey: await ports.identityKey() }))
}
