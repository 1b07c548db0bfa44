import type { EnvName } from './env-names.ts'

/** Returns the named variables. Throws one error that names every missing one. */
export const readEnvironment = <Name extends EnvName>(
	names: readonly Name[],
	environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<Name, string>> => {
	const missing = names.filter((name) => !environment[name])
	if (missing.length > 0) throw new Error(`Missing environment variables: ${missing.join(', ')}`)
	return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>
}
