import type { AddressCommand } from './address/decide.ts'
import type { CallsCommand } from './calls/decide.ts'
import type { ClaimsCommand } from './claims/decide.ts'
import type { ClosingCommand } from './closing/decide.ts'
import type { DataCommand } from './data/decide.ts'
import type { ErasingCommand } from './erasing/decide.ts'
import type { FollowUpsCommand } from './followups/decide.ts'
import type { NetiquetteCommand } from './netiquette/decide.ts'
import type { NotesCommand } from './notes/decide.ts'
import type { PromisesCommand } from './promises/decide.ts'
import type { ProposalsCommand } from './proposals/decide.ts'
import type { RepliesCommand } from './replies/decide.ts'
import type { RequestsCommand } from './requests/decide.ts'
import type { SendsCommand } from './sends/decide.ts'
import type { SignalsCommand } from './signals/decide.ts'

/** What people and machines ask of a case. Keys that a command needs are made by its caller, so that deciding is pure. */
export type Command =
	| ClosingCommand
	| ClaimsCommand
	| AddressCommand
	| RequestsCommand
	| DataCommand
	| ErasingCommand
	| SendsCommand
	| RepliesCommand
	| ProposalsCommand
	| NotesCommand
	| PromisesCommand
	| CallsCommand
	| FollowUpsCommand
	| SignalsCommand
	| NetiquetteCommand

export type CommandKind = Command['kind']
export type CommandOf<Kind extends CommandKind> = Extract<Command, { kind: Kind }>
