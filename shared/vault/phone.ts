import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** A telephone number in E.164, read as a German one where no country is given; undefined where it cannot be one. */
export const parsePhone = (text: string): string | undefined => {
	const number = parsePhoneNumberFromString(text.normalize('NFKC'), 'DE')
	return number?.isValid() && !number.ext ? number.number : undefined
}
