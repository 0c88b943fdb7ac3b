"""A tape trains the network of mlp_train: the same steps, without a derivative of the network written down."""

import numpy as np
import pytest

from dojo.run.language import languages
from dojo.run.library import load
from dojo.spec.cases import kata

DIGITS = "the digits, six hidden units"


@pytest.mark.slow("fifty batches of images in every language")
@pytest.mark.parametrize("language", sorted(languages()))
def test_a_tape_trains_the_digits_as_backpropagation_does(language):
    case = next(c for c in kata("mlp_train").cases if c.name == DIGITS)
    X, Y, *theta, activation, loss, lam, step, mu, order, size = case.inputs.values()
    assert (activation, loss) == ("tanh", "cross_entropy")
    shapes = [w.shape for w in theta]
    ends = np.cumsum([w.size for w in theta])
    (d, h), k = shapes[0], shapes[3][0]
    tape = kata("reverse_mode_tape").oracle.network_tape(size, d, h, k).columns()

    def unpacked(flat):
        parts = np.split(flat[: ends[-1]], ends[:-1])
        return [w.reshape(shape) for w, shape in zip(parts, shapes, strict=True)]

    w = np.concatenate([each.ravel() for each in theta])
    velocity = np.zeros_like(w)
    with load(language, "solutions") as katas:
        for B in order.reshape(-1, size):
            data = [X[B].ravel(), Y[B].ravel(), [1 / size, lam / 2]]
            J, g = katas.tape_gradient(np.concatenate([w, *data]), **tape)
            by_hand = katas.mlp_value_grad(
                X[B], Y[B], *unpacked(w), activation, loss, lam
            )
            assert abs(J - by_hand[0]) <= 1e-10 * J
            for ours, theirs in zip(unpacked(g), by_hand[1:], strict=True):
                assert np.max(np.abs(ours - theirs)) <= 1e-10 * np.max(np.abs(theirs))
            velocity = mu * velocity - step * g[: len(w)]
            w = w + velocity
        trained = katas.mlp_train(*case.inputs.values())[:4]
        for ours, theirs in zip(unpacked(w), trained, strict=True):
            assert np.max(np.abs(ours - theirs)) <= 1e-10 * np.max(np.abs(theirs))
        said = [
            katas.mlp_forward(X, *weights, activation, loss).argmax(axis=1)
            for weights in (unpacked(w), trained)
        ]
    assert np.array_equal(*said)
    assert np.mean(said[0] == Y.argmax(axis=1)) > 0.78
