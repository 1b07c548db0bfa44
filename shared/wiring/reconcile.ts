import * as z from 'zod'
import type { OwnAccount } from '#shared/channels/channel.ts'
import type { metaApiSecretSchema } from '#shared/channels/meta/api-secret.ts'
import { createMetaSender } from '#shared/channels/meta/sender.ts'
import type { xApiSecretSchema } from '#shared/channels/x/api-secret.ts'
import { pricesSchema } from '#shared/channels/x/prices.ts'
import { createXSender } from '#shared/channels/x/sender.ts'
import { HOUR } from '#shared/kernel/clock.ts'
import { createScreen } from '#shared/screening/screen-text.ts'
import { type StageScreening, stageScreening } from '#shared/screening/stage-screening.ts'
import { type RereadDependencies, rereadCases } from '#shared/upkeep/reread-cases.ts'

type ReconcilePorts = Omit<RereadDependencies, 'senders' | 'screen' | 'xPostRead'> & {
	readonly xSecret: () => Promise<z.infer<typeof xApiSecretSchema>>
	readonly metaSecret: () => Promise<z.infer<typeof metaApiSecretSchema>>
	readonly own: readonly OwnAccount[]
	readonly screening: StageScreening
	/** JSON: what X charges, see shared/channels/x/prices.ts. */
	readonly xPrices: string
}

/** The event by which an operator may start a run: `{"olderThanHours": 0}` rereads everything now. */
const eventSchema = z.object({ olderThanHours: z.number().min(0).max(168).optional() })

/** Creates the reconciliation, which compares customers' messages at the networks with our copies. */
export const createReconcile = ({ xSecret, metaSecret, own, screening, xPrices, ...ports }: ReconcilePorts) => {
	const { clock } = ports
	const meta = createMetaSender({ secret: metaSecret, clock, own })
	const dependencies: RereadDependencies = {
		...ports,
		senders: { x: createXSender({ secret: xSecret, clock }), facebook: meta, instagram: meta },
		screen: createScreen(stageScreening(screening)),
		xPostRead: pricesSchema.parse(JSON.parse(xPrices)).postRead,
	}
	return (event: unknown) => {
		const { olderThanHours } = eventSchema.parse(event)
		const olderThanMilliseconds = olderThanHours === undefined ? undefined : olderThanHours * HOUR
		return rereadCases(dependencies, { olderThanMilliseconds })
	}
}
