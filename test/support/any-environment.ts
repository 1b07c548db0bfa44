import { ENV } from '#shared/kernel/env-names.ts'

/** What only a value of some form will do for. */
const ofForm: Readonly<Record<string, string>> = {
	[ENV.ownAccounts]: '[]',
	[ENV.erasureDays]: '3',
	[ENV.calendars]: '{"default":{"land":"SH","hours":{}}}',
	[ENV.pace]: '{}',
	[ENV.undoSeconds]: '15',
	[ENV.xAnswers]: 'everyone',
	[ENV.xPrices]: '{}',
	[ENV.lastTexts]: '20',
	[ENV.screening]: '{}',
	[ENV.tokenSeconds]: '3600',
}

/** Values with which a function can be loaded: the real ones come with the template. By default of all variables there are. */
export const anyEnvironment = (
	variables: readonly string[] = Object.values(ENV),
): Readonly<Record<string, string>> => ({
	AWS_REGION: 'eu-central-1',
	...Object.fromEntries(variables.map((variable) => [variable, ofForm[variable] ?? 'https://hilft.example'])),
})
