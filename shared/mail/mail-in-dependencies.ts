import type { CaseStore } from '#shared/cases/ports.ts'
import type { MailFailureCommand } from '#shared/cases/requests/request-command.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import type { LedgerStore, ParkedStore } from '#shared/ledger/ports.ts'
import type { MediaStore } from '#shared/media/media-store.ts'
import type { RequestStore } from '#shared/requests/request-store.ts'
import type { ScreenCommand } from '#shared/screening/screen-command.ts'
import type { MailBodies } from './mail-bodies.ts'

export type MailInDependencies = {
	readonly store: CaseStore
	readonly requests: Pick<RequestStore, 'find' | 'findReplyLink'>
	readonly bodies: MailBodies
	readonly media: Pick<MediaStore, 'put'>
	readonly ledger: Pick<LedgerStore, 'expect' | 'leaveOpen' | 'settle' | 'unpark'>
	readonly parked: Pick<ParkedStore, 'park' | 'find' | 'body' | 'retried'>
	/** Queue of the worker, which alone records the fate of our mails and writes to the vault. */
	readonly commands: Queue<MailFailureCommand | ScreenCommand>
	/** Key of the HMAC that turns Message-IDs into message keys. */
	readonly identityKey: string
	/** The domain whose mails SES receives for us. */
	readonly replyDomain: string
	readonly clock: Clock
	readonly log: Log
}
