import type { OwnAccount } from '#shared/channels/channel.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { LedgerStore, ParkedStore } from '#shared/ledger/ports.ts'
import type { LookJob } from './look-job.ts'
import type { MediaJob } from './media-job.ts'
import type { ReceiveDependencies } from './receive-dependencies.ts'
import type { OwnPostDependencies } from './record-own-post.ts'
import type { ScreenDependencies } from './screen-message.ts'

export type EventDependencies = ReceiveDependencies &
	OwnPostDependencies &
	ScreenDependencies & {
		readonly ledger: LedgerStore
		readonly parked: ParkedStore
		/** The media function fetches what came with asides. */
		readonly media: Queue<MediaJob>
		/** Reconcile has X tell us of deletions. */
		readonly looks: Queue<LookJob>
		readonly own: readonly OwnAccount[]
		/** Key of the HMAC that turns the networks' content ids into message keys. */
		readonly identityKey: string
		readonly log: Log
	}
