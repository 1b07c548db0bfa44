import type { EnvName } from '#shared/kernel/env-names.ts'

/**
 * What a part gives to a function: the right together with the variable that names the part. Actions and ARNs are exact; the
 * local proxy refuses to start on anything else.
 */
export type Grant = {
	readonly environment: Readonly<Partial<Record<EnvName, string>>>
	readonly statements: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[]
	/** Tags for the function's role, where a resource policy asks for them. */
	readonly roleTags?: Readonly<Record<string, string>> | undefined
}
