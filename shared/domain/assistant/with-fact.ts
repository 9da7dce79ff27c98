/** The knowledge with what its owner answered to a question, as lines of their own. */
export const withFact = (knowledge: string, question: string, answer: string): string => {
  const fact = `${question.replaceAll(/\s+/g, ' ')} ${answer}`.trim();
  return [knowledge.trimEnd(), fact].filter((part) => part !== '').join('\n');
};
