import { describe, expect, test } from 'vitest';
import { compounds, tokens } from '../../../shared/matching/stem-text.ts';
import { stemWord } from '../../../shared/matching/stem-word.ts';

const words = (text: string) => tokens(text).map(({ word }) => word);
const positions = (text: string) => tokens(text).map(({ position }) => position);
const printed = (text: string) => tokens(text).map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  test.each([
    ['Schrödinger’s cat', ['schrodinger', 'cat']],
    ['Schr\\"odinger and {\\"U}st\\"{u}n', ['schrodinger', 'and', 'ustun']],
    ['Zürich naïve Łódź Straße ﬁne', ['zurich', 'naive', 'lodz', 'strasse', 'fine']],
    ["don't O'Brien", ['dont', 'obrien']],
    ['large-language/vision_models', ['large', 'language', 'vision', 'models']],
    ['GPT-4 GPT4 GPT-4o GPT-4.1', ['gpt', '4', 'gpt', '4', 'gpt', '4o', 'gpt', '4.1']],
    ['o1 3D K2 k = 2 H100', ['o1', '3d', 'k2', 'k', '2', 'h100']],
    ['Qwen2.5-VL', ['qwen', '2.5', 'vl']],
    ['$\\alpha$-Net', ['alpha', 'net']],
    ['\\textbf{Bold} \\emph{text}', ['bold', 'text']],
    ['R$^2$-VLA R²', ['r2', 'vla', 'r2']],
    ['C++ C# C', ['c++', 'c#', 'c']],
    ['大语言模型的 LLM', ['大', '语', '言', '模', '型', '的', 'llm']],
    ['한국어 모델', ['한국어', '모델']],
    ['multi\u00admodal ＧＰＴ', ['multimodal', 'gpt']],
    ['', []],
    ['— … ™ 🎉', []],
  ])('of %j', (text, expected) => {
    expect(words(text)).toEqual(expected.map(word => word.normalize('NFC')));
  });

  test('know where they stand in the text, marks and accents included', () => {
    expect(printed('A Schr\\"odinger–Café’s GPT4')).toEqual(['A', 'Schr\\"odinger', 'Café’s', 'GPT', '4']);
  });

  test('are apart at the end of a sentence, a comma or a colon, and not at a point within', () => {
    expect(positions('language. Models')).toEqual([0, 2]);
    expect(positions('vision, language: models')).toEqual([0, 2, 4]);
    expect(positions('“language.” Models')).toEqual([0, 2]);
    expect(positions('U.S. node.js (a) b')).toEqual([0, 1, 3, 4, 5, 6]);
  });

  test('a text all in capitals has no acronyms in it', () => {
    expect(tokens('ATTENTION IS ALL YOU NEED').some(({ capitals }) => capitals)).toBe(false);
    expect(tokens('VLA RL').every(({ capitals }) => capitals)).toBe(true);
  });

  test('the plural of an acronym is the acronym', () => {
    expect(words('LLMs RAGs LoRAs GPUs’')).toEqual(['llm', 'rag', 'lora', 'gpu']);
    expect(words('rags')).toEqual(['rags']);
  });
});

test('what a hyphen joins is one word as well', () => {
  const joined = (text: string) => compounds(text, tokens(text)).map(({ word }) => word);

  expect(joined('fine-tuning text-to-image')).toEqual(['finetuning', 'textto', 'toimage']);
  expect(joined('fine tuning, GPT-4 – X')).toEqual([]);
});

describe('stems', () => {
  test.each([
    'model models modelling modeled',
    'embed embedding embeddings embedded',
    'generate generates generating generation generations',
    'optimize optimized optimization optimisation',
    'quantize quantized quantization quantisation',
    'align aligned alignment',
    'robot robots robotic robotics',
    'agent agents agentic',
    'diffuse diffusion',
    'policy policies',
    'llm llms',
  ])('are the same: %s', given => {
    expect(new Set(given.split(' ').map(stemWord)).size).toBe(1);
  });

  test.each([
    'universe university universal universally universality',
    'general generate generative generator generalize',
    'organ organize organism',
    'transform transformer transformation transformative',
    'experiment experience experimental',
    'emerge emergence emergency emergent',
    'animate animal anime',
    'intern internal international internship',
    'object objective objectivity',
    'import important importance',
    'critic critical criticism',
    'physics physical physicist',
    'police policy polite',
    'person personal personality personalize',
    'active activate activity',
    'inform information informal',
    'sever several severity',
    'custom customer customize',
    'optimal optimize optimism optimizer',
  ])('are apart: %s', given => {
    const words = given.split(' ');
    expect(new Set(words.map(stemWord)).size).toBe(words.length);
  });

  test.each(['organ organic', 'past paste', 'local locale', 'govern government', 'edit edition'])(
    'cannot be told apart by their endings, as the decision record says: %s',
    given => {
      expect(new Set(given.split(' ').map(stemWord)).size).toBe(1);
    },
  );
});
