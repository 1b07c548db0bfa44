import * as z from 'zod'
import type { OwnAccount } from '#shared/channels/channel.ts'
import type { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import type { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { createXDeletionWatch } from '#shared/channels/x/deletion-watch.ts'
import { createLookAtMentions } from '#shared/channels/x/look-up.ts'
import { pricesSchema } from '#shared/channels/x/prices.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import { type QueueReceivers, receive } from '#shared/kernel/queue.ts'
import { lookJobSchema } from '#shared/messages/look-job.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { type StageScreening, stageScreening } from '#shared/screening/stage-screening.ts'
import { type RereadDependencies, type RereadRun, rereadCases } from '#shared/upkeep/reread-cases.ts'
import { type CopyDependencies, createTendCopies } from '#shared/upkeep/tend-copies.ts'

type Made = 'senders' | 'screen' | 'prices' | 'watch'

type ReconcilePorts = Omit<RereadDependencies, Made> & {
	readonly xSecret: () => Promise<z.infer<typeof xApiSecretSchema>>
	readonly metaSecret: () => Promise<z.infer<typeof metaApiSecretSchema>>
	readonly own: readonly OwnAccount[]
	readonly screening: StageScreening
	/** JSON: what X charges, see shared/channels/x/prices.ts. */
	readonly xPrices: string
}

/** The event by which an operator may start a run: `{"olderThanHours": 0}` rereads everything now, on X for money. */
const eventSchema = z.object({ olderThanHours: z.number().min(0).max(168).optional() })

export type Reconcile = {
	/** Takes the event of the schedule, or of an operator. */
	readonly reread: (event: unknown) => Promise<RereadRun>
	readonly receivers: QueueReceivers<'Looks'>
}

/** Creates the reconciliation, which keeps our copies of customers' messages as the networks show them. */
export const createReconcile = ({
	xSecret,
	metaSecret,
	own,
	screening,
	xPrices,
	...ports
}: ReconcilePorts): Reconcile => {
	const { clock } = ports
	const meta = createMetaSender({ secret: metaSecret, clock, own })
	const dependencies: RereadDependencies & CopyDependencies = {
		...ports,
		senders: { x: createXSender({ secret: xSecret, clock }), facebook: meta, instagram: meta },
		watch: createXDeletionWatch({ secret: xSecret, clock }),
		lookAtMentions: createLookAtMentions(xSecret),
		screen: createScreen(stageScreening(screening)),
		prices: pricesSchema.parse(JSON.parse(xPrices)),
	}
	return {
		reread: (event) => {
			const { olderThanHours } = eventSchema.parse(event)
			const olderThanMilliseconds = olderThanHours === undefined ? undefined : olderThanHours * HOUR
			return rereadCases(dependencies, { olderThanMilliseconds })
		},
		receivers: { Looks: { case: receive(lookJobSchema, createTendCopies(dependencies)) } },
	}
}
