import type { PageCommand } from '#shared/cases/requests/request-command.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { KeyService } from '#shared/vault/key-service.ts'
import type { RequestStore } from './request-store.ts'

/** Dependencies of the customers' pages. They give no access to facts, cases, content or plain vault items. */
export type PageDeps = {
	readonly requests: RequestStore
	readonly keys: KeyService
	readonly commands: Queue<PageCommand>
	/** The key of the hash under which mail addresses are counted. */
	readonly addressSecret: () => Promise<string>
	readonly clock: Clock
	readonly random: Random
	readonly log: Log
}
