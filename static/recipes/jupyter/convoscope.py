"""A figure in a notebook: put this file and convoscope.html beside it, then

    from convoscope import figure
    figure("kind=dilated&d=2&step=13")

The frame is an IFrame: the notebook need not be trusted, and nothing is asked of another host.
"""

from IPython.display import IFrame


def figure(state="", width=800, height=520, file="convoscope.html"):
    """The figure of a link, in a frame of a width and a height in pixels."""
    return IFrame(f"{file}?ui=bare#{state.lstrip('#')}", width, height)
