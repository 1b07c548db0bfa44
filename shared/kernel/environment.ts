import type { EnvName } from './env-names.ts'

/**
 * The named variables, all of them set. Throws one error that names every missing one, so that a wrong deployment is
 * put right in one go.
 */
export const readEnvironment = <Name extends EnvName>(
	names: readonly Name[],
	environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<Name, string>> => {
	const missing = names.filter((name) => !environment[name])
	if (missing.length > 0) throw new Error(`Missing environment variables: ${missing.join(', ')}`)
	return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>
}
